import { uuidOf } from '@cubby/kit/ids'
import { readLockerModel } from '@cubby/protocol/operations/models/read-locker-model'
import { route } from '../http/route.ts'
import { toldLockerModel } from './rows/locker-model-rows.ts'

export const readLockerModelRoute = route(readLockerModel, ({ params, query, trx }) =>
  toldLockerModel(trx, uuidOf(params.model), query.version),
)
