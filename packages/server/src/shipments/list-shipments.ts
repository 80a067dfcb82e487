import { uuidOf } from '@cubby/kit/ids'
import { listShipments } from '@cubby/protocol/operations/shipments/list-shipments'
import { organizationSeen } from '../http/caller.ts'
import { pageOfRows, rowsFor } from '../http/pages.ts'
import { route } from '../http/route.ts'
import { shipmentColumns, shipmentOf } from '../store/pg/rows.ts'
import { parcelsByShipment, toldShipment } from './shipment-rows.ts'

export const listShipmentsRoute = route(listShipments, async ({ query, caller, trx }) => {
  const { after, limit, status, locker, label, reference, phone } = query
  const organization = organizationSeen(caller, query.organization)
  const rows = await trx
    .selectFrom('shipment')
    .select(shipmentColumns)
    .$if(organization !== null, (q) => q.where('organization_id', '=', organization ?? ''))
    .$if(status !== undefined, (q) => q.where('status', '=', status ?? 'announced'))
    .$if(locker !== undefined, (q) => q.where('locker_id', '=', uuidOf(locker ?? '')))
    .$if(reference !== undefined, (q) => q.where('reference', '=', reference ?? ''))
    .$if(phone !== undefined, (q) => q.where('recipient_phone', '=', phone ?? ''))
    .$if(label !== undefined, (q) =>
      q.where('id', 'in', (eb) =>
        eb
          .selectFrom('parcel')
          .select('shipment_id')
          .where('label', '=', label ?? '')
          .where('shipment_id', 'is not', null)
          .$castTo<{ shipment_id: string }>(),
      ),
    )
    .$if(after !== undefined, (q) => q.where('id', '<', uuidOf(after ?? '')))
    .orderBy('id', 'desc')
    .limit(rowsFor(limit))
    .execute()
  const shipments = rows.map(shipmentOf)
  const parcels = await parcelsByShipment(
    trx,
    shipments.map(({ id }) => id),
  )
  return pageOfRows(shipments, limit, (row) => toldShipment(row, parcels.get(row.id) ?? []))
})
