import { isInside } from '@cubby/domain/shipments/status'
import { must } from '@cubby/kit/assert'
import type { ShipmentId } from '@cubby/kit/ids'
import type { Actor } from '../../db/tables/shipment-tables.ts'
import { shipmentEvent } from '../../notifications/machine-events.ts'
import { draftsAt } from '../../notifications/message-draft.ts'
import type { Draft } from '../../store/draft.ts'
import type { ShipmentRow } from '../../store/slice.ts'
import { grantTombstone, planItem, planTombstone } from './feed-items.ts'
import { mustAllow } from './must-allow.ts'
import { officeCustody } from './office-custody.ts'
import { tellMachines } from './settle.ts'

/** Calls a shipment off. What is inside stays where it is until a courier takes it back; the rest is over. */
export function cancelDelivery(
  draft: Draft,
  id: ShipmentId,
  { reason, actor }: { reason: string; actor: Actor },
) {
  const before = must(draft.shipments.get(id), 'the shipment is in the draft')
  mustAllow('cancel', before)
  const { now } = draft.env
  const cancelled: ShipmentRow = {
    ...before,
    status: 'cancelled',
    cancelledAt: now,
    cancelReason: reason,
    nextTimerAt: null,
  }
  draft.shipments.set(id, cancelled)
  for (const parcel of draft.parcelsOf(id)) {
    if (isInside(parcel.status)) draft.feed.push(planItem(cancelled, parcel))
    else if (parcel.status === 'announced' || parcel.status === 'withdrawn') {
      draft.setParcel({ ...parcel, status: 'cancelled' })
      draft.feed.push(planTombstone(cancelled, parcel))
    } else continue
    officeCustody(draft, parcel, { kind: 'cancelled', actor, detail: { reason } })
  }
  for (const right of draft.rightsOf(id)) {
    draft.revoked.push(right.id)
    draft.feed.push(grantTombstone(cancelled, right))
  }
  const once = { at: now, occurrence: '' }
  const event = () => shipmentEvent('shipment.cancelled', cancelled, draft.parcelsOf(id), once)
  tellMachines(draft, cancelled, event)
  if (before.readyAt !== null)
    draft.messages.push(...draftsAt(cancelled, 'cancelled-after-ready', ''))
}
