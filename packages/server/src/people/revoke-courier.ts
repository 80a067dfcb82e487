import { uuidOf } from '@cubby/kit/ids'
import { revokeCourier } from '@cubby/protocol/operations/couriers/revoke-courier'
import { timestamp } from '../db/tables/column.ts'
import { maySee } from '../http/caller.ts'
import { route } from '../http/route.ts'
import { found } from '../http/told.ts'
import { courierChange, courierColumns, toldCourier } from './courier-rows.ts'

export const revokeCourierRoute = route(
  revokeCourier,
  async ({ params, caller, trx, now, feed }) => {
    const row = await trx
      .selectFrom('courier')
      .select(courierColumns)
      .where('id', '=', uuidOf(params.courier))
      .forUpdate()
      .executeTakeFirst()
    const courier = found(row && maySee(caller, row.organization_id) ? row : null, 'courier')
    if (courier.revoked_at !== null) return toldCourier(courier)
    await trx
      .updateTable('courier')
      .set({ revoked_at: timestamp(now) })
      .where('id', '=', courier.id)
      .execute()
    const revoked = { ...courier, revoked_at: now }
    feed.push(courierChange(revoked))
    return toldCourier(revoked)
  },
)
