import { readShipment } from '@cubby/protocol/operations/shipments/read-shipment'
import { route } from '../http/route.ts'
import { shipmentSeen, toldShipment } from './shipment-rows.ts'

export const readShipmentRoute = route(readShipment, async ({ params, caller, trx }) => {
  const { shipment, parcels } = await shipmentSeen(trx, caller, params.shipment)
  return toldShipment(shipment, parcels)
})
