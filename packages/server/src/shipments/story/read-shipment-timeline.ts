import { uuidOf } from '@cubby/kit/ids'
import { readShipmentTimeline } from '@cubby/protocol/operations/shipments/read-shipment-timeline'
import { route } from '../../http/route.ts'
import { readTimeline } from './custody.ts'
import { shipmentSeen } from '../shipment-rows.ts'

export const readShipmentTimelineRoute = route(
  readShipmentTimeline,
  async ({ params, caller, trx }) => {
    const { parcels } = await shipmentSeen(trx, caller, params.shipment)
    return readTimeline(
      trx,
      parcels.map(({ id }) => uuidOf(id)),
    )
  },
)
