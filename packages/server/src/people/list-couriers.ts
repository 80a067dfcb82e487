import { uuidOf } from '@cubby/kit/ids'
import { listCouriers } from '@cubby/protocol/operations/couriers/list-couriers'
import { organizationSeen } from '../http/caller.ts'
import { pageOfRows, rowsFor } from '../http/pages.ts'
import { route } from '../http/route.ts'
import { courierColumns, courierOf } from '../store/pg/rows.ts'
import { toldCourier } from './courier-rows.ts'
import { filteredCouriers } from './courier-search.ts'

export const listCouriersRoute = route(listCouriers, async ({ query, caller, trx }) => {
  const { after, limit, organization: named, ...filters } = query
  const rows = await filteredCouriers(trx, filters, organizationSeen(caller, named))
    .select(courierColumns)
    .$if(after !== undefined, (q) => q.where('id', '<', uuidOf(after ?? '')))
    .orderBy('id', 'desc')
    .limit(rowsFor(limit))
    .execute()
  return pageOfRows(rows.map(courierOf), limit, toldCourier)
})
