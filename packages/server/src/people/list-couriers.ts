import { uuidOf } from '@cubby/kit/ids'
import { listCouriers } from '@cubby/protocol/operations/couriers/list-couriers'
import { organizationSeen } from '../http/caller.ts'
import { pageOfRows, rowsFor } from '../http/pages.ts'
import { route } from '../http/route.ts'
import { courierColumns, courierOf } from '../store/pg/rows.ts'
import { toldCourier } from './courier-rows.ts'

export const listCouriersRoute = route(listCouriers, async ({ query, caller, trx }) => {
  const { after, limit } = query
  const organization = organizationSeen(caller, query.organization)
  const rows = await trx
    .selectFrom('courier')
    .select(courierColumns)
    .$if(organization !== null, (q) => q.where('organization_id', '=', organization))
    .$if(after !== undefined, (q) => q.where('id', '<', uuidOf(after ?? '')))
    .orderBy('id', 'desc')
    .limit(rowsFor(limit))
    .execute()
  return pageOfRows(rows.map(courierOf), limit, toldCourier)
})
