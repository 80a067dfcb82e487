import { uuidOf } from '@cubby/kit/ids'
import { readCourier } from '@cubby/protocol/operations/couriers/read-courier'
import { maySee } from '../http/caller.ts'
import { route } from '../http/route.ts'
import { found } from '../http/told.ts'
import { courierColumns, courierOf } from '../store/pg/rows.ts'
import { toldCourier } from './courier-rows.ts'

export const readCourierRoute = route(readCourier, async ({ params, caller, trx }) => {
  const row = await trx
    .selectFrom('courier')
    .select(courierColumns)
    .where('id', '=', uuidOf(params.courier))
    .executeTakeFirst()
  const seen = found(row && maySee(caller, row.organization_id) ? row : null, 'courier')
  return toldCourier(courierOf(seen))
})
