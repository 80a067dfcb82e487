import { uuidOf } from '@cubby/kit/ids'
import { createLockerModel } from '@cubby/protocol/operations/models/create-locker-model'
import { route } from '../http/route.ts'
import { keepModules, modulesToKeep } from './rows/keep-locker-design.ts'
import { lockerFigures, toldLockerModel } from './rows/locker-model-rows.ts'
import { insertModel } from './rows/model-store.ts'

export const createLockerModelRoute = route(
  createLockerModel,
  async ({ body, trx, now, caller, changes }, ctx) => {
    const told = ctx.ids.mint('mdl')
    const id = uuidOf(told)
    const figures = lockerFigures(body.design, await modulesToKeep(trx, body.design))
    await insertModel(trx, { ...body, kind: 'locker', id, figures, caller, now })
    await keepModules(trx, id, 1, body.design)
    const model = await toldLockerModel(trx, id)
    changes.push({ thing: told, before: null, after: model })
    return model
  },
)
