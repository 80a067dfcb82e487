import type { ShipmentReply } from '@cubby/protocol/operations/shipments/shipment-shapes'

/** What people call a shipment: the shop's number, else what is on its first label. */
export const shipmentTitle = ({ reference, parcels, id }: ShipmentReply): string =>
  reference ?? parcels[0]?.label ?? id
