import { uuidOf } from '@cubby/kit/ids'
import { updateModuleModel } from '@cubby/protocol/operations/models/update-module-model'
import { route } from '../http/route.ts'
import { insertNextVersion } from './rows/model-store.ts'
import { moduleFigures, toldModuleModel } from './rows/module-model-rows.ts'

export const updateModuleModelRoute = route(
  updateModuleModel,
  async ({ params, body, trx, now, caller, changes }) => {
    const id = uuidOf(params.model)
    const { name, design, note } = body
    const before = await toldModuleModel(trx, id)
    const figures = moduleFigures(design)
    const drawn = { kind: 'module' as const, id, name, design, figures, note, caller, now }
    await insertNextVersion(trx, drawn, body.after)
    const model = await toldModuleModel(trx, id)
    changes.push({ thing: params.model, before, after: model })
    return model
  },
)
