import { uuidOf } from '@cubby/kit/ids'
import { createModuleModel } from '@cubby/protocol/operations/models/create-module-model'
import { route } from '../http/route.ts'
import { insertModel } from './rows/model-store.ts'
import { moduleFigures, toldModuleModel } from './rows/module-model-rows.ts'

export const createModuleModelRoute = route(
  createModuleModel,
  async ({ body, trx, now, caller, changes }, ctx) => {
    const id = ctx.ids.mint('mod')
    const figures = moduleFigures(body.design)
    await insertModel(trx, { ...body, kind: 'module', id: uuidOf(id), figures, caller, now })
    const model = await toldModuleModel(trx, uuidOf(id))
    changes.push({ thing: id, before: null, after: model })
    return model
  },
)
