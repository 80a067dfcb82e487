import { type ModuleFinder, standingModules } from '@cubby/domain/constructor/standing'
import { lockerFacts } from '@cubby/domain/constructor/locker-facts'
import type { LockerDesign } from '@cubby/domain/constructor/locker-design'
import { lockerProblems } from '@cubby/domain/constructor/locker-problems'
import { must } from '@cubby/kit/assert'
import { idOf } from '@cubby/kit/ids'
import type {
  LockerModelReply,
  LockerModelSummary,
} from '@cubby/protocol/operations/models/locker-model-shapes'
import type { Kysely } from 'kysely'
import type { Db } from '../../db/tables.ts'
import type { LockerFigures } from '../../db/tables/model-tables.ts'
import { type ModelRow, modelWith, versionWith } from './model-store.ts'
import { toldModelFields, toldVersions } from './told-version.ts'
import { slotsOf } from './slots.ts'
import { finderOf, usedModules } from './used-modules.ts'

/** What lists show of a machine. */
export function lockerFigures(design: LockerDesign, find: ModuleFinder): LockerFigures {
  const { widthMm, cells } = lockerFacts(standingModules(design, find), design.baseMm)
  return { widthMm, modules: design.modules.length, cells, twoSided: design.twoSided }
}

/** Locker models as lists tell of them. */
export async function toldLockerModels(
  db: Kysely<Db>,
  rows: readonly ModelRow[],
): Promise<LockerModelSummary[]> {
  if (rows.length === 0) return []
  const used = await db
    .selectFrom('locker')
    .select(['model_id'])
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where(
      'model_id',
      'in',
      rows.map(({ id }) => id),
    )
    .groupBy('model_id')
    .execute()
  const counts = new Map(used.map(({ model_id: id, count }) => [id, Number(count)]))
  return rows.map((row) => ({
    id: idOf('mdl', row.id),
    ...toldModelFields(row),
    ...(row.figures as LockerFigures),
    lockers: counts.get(row.id) ?? 0,
  }))
}

/** One version of a locker model, the newest when none is named. Ids as in the database. */
export async function toldLockerModel(
  db: Kysely<Db>,
  id: string,
  asked?: number,
): Promise<LockerModelReply> {
  const model = await modelWith(db, 'locker', id)
  const row = await versionWith(db, id, asked ?? model.latest_version)
  const design = row.design as LockerDesign
  const modules = await usedModules(db, design)
  return {
    ...must((await toldLockerModels(db, [model]))[0], 'one row tells of one model'),
    version: must((await toldVersions(db, [row]))[0], 'one row tells of one version'),
    design,
    usedModules: modules,
    problems: lockerProblems(design, finderOf(modules)),
    slots: [...new Set((await slotsOf(db, id)).map(({ slot }) => slot))],
  }
}
