import { type ShipmentAction, shipmentCan } from '@cubby/domain/shipments/status'
import { AppError } from '@cubby/kit/app-error'
import type { ShipmentRow } from '../../store/slice.ts'

const refusals: Record<ShipmentAction, string> = {
  cancel: 'cannot be cancelled',
  extend: 'cannot be extended',
  'change-recipient': 'has no recipient to reach any more',
  'tell-again': 'leaves nothing to tell',
  'read-code': 'has no code',
}

/** Refuses what a shipment in this status does not allow. */
export function mustAllow(action: ShipmentAction, shipment: ShipmentRow) {
  if (!shipmentCan(action, shipment.status)) throw refusalOf(action, shipment)
}

/** What is said to whoever asks for it nevertheless. */
export const refusalOf = (action: ShipmentAction, { status }: ShipmentRow) =>
  new AppError('conflict/state', `a shipment that is ${status} ${refusals[action]}`, {
    extra: { status },
  })
