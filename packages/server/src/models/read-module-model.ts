import { uuidOf } from '@cubby/kit/ids'
import { readModuleModel } from '@cubby/protocol/operations/models/read-module-model'
import { route } from '../http/route.ts'
import { toldModuleModel } from './rows/module-model-rows.ts'

export const readModuleModelRoute = route(readModuleModel, ({ params, query, trx }) =>
  toldModuleModel(trx, uuidOf(params.model), query.version),
)
