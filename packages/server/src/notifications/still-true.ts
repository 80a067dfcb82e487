import type { MessageKind } from '@cubby/domain/processes/process'
import type { ShipmentStatus } from '@cubby/domain/shipments/status'
import { type Instant, isoTime } from '@cubby/kit/clock'
import type { ToldData } from './message-draft.ts'
import type { Sendable } from './outbox.ts'
import { isForPeople } from './told.ts'

/** Why a message was dropped that its sender found untrue. Nobody has heard it; it may become true again. */
export const NOT_TRUE = 'not true any more'

/** In which states of the shipment a message may still be told; else it would contradict what is known. */
const trueIn: Record<MessageKind, readonly ShipmentStatus[]> = {
  // Not once it is overdue: "ended" tells the place and the code too, "until yesterday" only confuses.
  'shipment.ready': ['ready', 'partly-stored', 'disputed'],
  'shipment.reminder': ['ready', 'partly-stored', 'disputed'],
  'shipment.expired': ['overdue'],
  'shipment.extended': ['ready', 'partly-stored', 'disputed'],
  'shipment.cancelled': ['cancelled', 'withdrawn'],
}

/** True while the message agrees with the shipment as it is now (invariant 10). */
export function isStillTrue(
  kind: MessageKind,
  shipment: { status: ShipmentStatus; dueAt: Instant | null },
  { dueAt }: ToldData,
): boolean {
  const speaksOfThisEnd =
    dueAt === undefined || (shipment.dueAt !== null && dueAt === isoTime(shipment.dueAt))
  return trueIn[kind].includes(shipment.status) && speaksOfThisEnd
}

/** Machines are told what was; people only what agrees with what is. */
export function mayBeTold({ kind, channel, data, shipment }: Sendable): boolean {
  if (channel === 'webhook' || !isForPeople(kind)) return true
  return shipment !== null && isStillTrue(kind, shipment, data)
}
