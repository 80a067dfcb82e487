import { listShipments } from '@cubby/protocol/operations/shipments/list-shipments'
import { lockersSeen, organizationSeen } from '../../http/caller.ts'
import { pageOfRows, rowsFor } from '../../http/pages.ts'
import { route } from '../../http/route.ts'
import { shipmentColumns, shipmentOf } from '../../store/pg/rows.ts'
import { parcelsByShipment, toldShipment } from '../shipment-rows.ts'
import { comesAfter, filteredShipments, orderOf } from './shipment-search.ts'

export const listShipmentsRoute = route(listShipments, async ({ query, caller, trx }) => {
  const { after, limit } = query
  const organization = organizationSeen(caller, query.organization)
  const rows = await filteredShipments(trx, query, { organization, lockers: lockersSeen(caller) })
    .select(shipmentColumns)
    .$if(after !== undefined, (q) => q.where(comesAfter(query, after ?? '')))
    .orderBy(orderOf(query))
    .limit(rowsFor(limit))
    .execute()
  const page = rows.map(shipmentOf)
  const parcels = await parcelsByShipment(
    trx,
    page.slice(0, limit).map((row) => row.id),
  )
  return pageOfRows(page, limit, (row) => toldShipment(row, parcels.get(row.id) ?? []))
})
