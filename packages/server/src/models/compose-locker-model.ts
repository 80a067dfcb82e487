import { composeLayout } from '@cubby/domain/constructor/compose'
import { standingModules } from '@cubby/domain/constructor/standing'
import { isReleasable } from '@cubby/domain/constructor/design-problem'
import { lockerFacts } from '@cubby/domain/constructor/locker-facts'
import { lockerProblems } from '@cubby/domain/constructor/locker-problems'
import { composeLockerModel } from '@cubby/protocol/operations/models/compose-locker-model'
import type { NewLayout } from '@cubby/protocol/operations/lockers/locker-shapes'
import { route } from '../http/route.ts'
import { finderOf, usedModules } from './rows/used-modules.ts'

export const composeLockerModelRoute = route(
  composeLockerModel,
  async ({ body: { design }, trx }) => {
    const find = finderOf(await usedModules(trx, design))
    const problems = lockerProblems(design, find)
    const facts = lockerFacts(standingModules(design, find), design.baseMm)
    if (!isReleasable(problems)) return { problems, layout: null, facts }
    const { modules } = composeLayout(design, find, () => NO_ID)
    const layout: NewLayout = {
      modules: modules.map((module) => ({
        ...module,
        cells: module.cells.map(({ id: _id, ...cell }) => cell),
      })),
    }
    return { problems, layout, facts }
  },
)

/** A machine that is not there yet has cells without ids. */
const NO_ID = 'cel_00000000000000000000000000'
