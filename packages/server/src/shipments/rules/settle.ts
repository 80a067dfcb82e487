import {
  isInside,
  type ParcelStatus,
  shipmentStatusOf,
  type ShipmentStatus,
} from '@cubby/domain/shipments/status'
import type { Instant } from '@cubby/kit/clock'
import { type CellId, idOf, type ShipmentId, uuidOf } from '@cubby/kit/ids'
import type { ParcelEvent, ShipmentEvent } from '@cubby/protocol/webhook-events'
import {
  type MachineEvent,
  type Occasion,
  parcelEvent,
  shipmentEvent,
} from '../../notifications/machine-events.ts'
import { draftsAt, webhookDrafts } from '../../notifications/message-draft.ts'
import { timerOf } from '../../timers/next-timer.ts'
import type { Draft } from '../../store/draft.ts'
import { tombstones } from './feed-items.ts'
import type { ParcelRow, ShipmentRow } from '../../store/slice.ts'

const told: Partial<Record<ShipmentStatus, ShipmentEvent>> = {
  'partly-stored': 'shipment.partly-stored',
  ready: 'shipment.ready',
  collected: 'shipment.collected',
  withdrawn: 'shipment.withdrawn',
  disputed: 'shipment.disputed',
}

/**
 * Brings a shipment in line with its parcels, and does what follows: who is told, which timer runs, whether the
 * locker may forget it. `mayReturn`: taken out only to be put in again (a courier's undo).
 */
export function settleShipment(
  draft: Draft,
  id: ShipmentId,
  occasion: Occasion,
  mayReturn = false,
) {
  const before = draft.shipments.get(id)
  if (!before) return
  const parcels = draft.parcelsOf(id)
  const statuses = parcels.map((parcel) => parcel.status)
  const isOverdue = staysOverdue(before, statuses, draft.env.now)
  const status = statusOf(before, statuses, isOverdue)
  let after: ShipmentRow = {
    ...before,
    status,
    overdueAt: isOverdue ? before.overdueAt : null,
    nextTimerAt: isOverdue
      ? null
      : timerOf({ status, dueAt: before.dueAt }, statuses, before.rules, occasion.at),
  }
  if (status === 'ready') after = madeReady(draft, after, before, occasion)
  if (status === 'collected') after = { ...after, collectedAt: after.collectedAt ?? occasion.at }
  if (isOver(after, parcels) && !mayReturn) {
    draft.feed.push(...tombstones(draft, after))
    draft.revoked.push(...draft.rightsOf(id).map((right) => right.id))
  }
  draft.shipments.set(id, after)
  const event = told[status]
  if (status !== before.status && event)
    tellMachines(draft, after, () => shipmentEvent(event, after, parcels, occasion))
}

const statusOf = (
  { cancelledAt }: ShipmentRow,
  statuses: readonly ParcelStatus[],
  overdue: boolean,
): ShipmentStatus => shipmentStatusOf(statuses, { cancelled: cancelledAt !== null, overdue })

/**
 * Overdue stands until storage was given more time than now, or everything is there for the first time: its
 * recipient has heard nothing yet, and is told that it came before being told that its time is over.
 */
function staysOverdue(shipment: ShipmentRow, statuses: readonly ParcelStatus[], now: Instant) {
  const { overdueAt, dueAt, readyAt } = shipment
  if (overdueAt === null || (dueAt !== null && dueAt > now)) return false
  return readyAt !== null || statusOf(shipment, statuses, false) !== 'ready'
}

/** Collected, taken back, or called off with nothing left inside. */
function isOver({ status }: ShipmentRow, parcels: readonly ParcelRow[]) {
  if (status === 'collected' || status === 'withdrawn') return true
  return status === 'cancelled' && !parcels.some((parcel) => isInside(parcel.status))
}

function madeReady(
  draft: Draft,
  shipment: ShipmentRow,
  before: ShipmentRow,
  { at }: Occasion,
): ShipmentRow {
  if (before.status === 'ready' && before.readyAt !== null) return shipment
  // Once per shipment. Where it was taken back before anybody told it, the next deposit brings the same message to life.
  if (before.readyAt === null) draft.messages.push(...draftsAt(shipment, 'ready', ''))
  return { ...shipment, readyAt: shipment.readyAt ?? at }
}

/** Tells the systems of the shop that something happened to a parcel at a cell. */
export function tellOfParcel(
  draft: Draft,
  type: ParcelEvent,
  parcel: ParcelRow & { cell: CellId },
  occasion: Occasion,
) {
  const shipment = parcel.shipment && draft.shipments.get(parcel.shipment)
  if (!shipment) return
  tellMachines(draft, shipment, () => parcelEvent(type, shipment, parcel, occasion))
}

/** Tells the systems of the shop. Most have no endpoint: then nothing is written for nobody. */
export function tellMachines(
  draft: Draft,
  { organization: id }: ShipmentRow,
  event: () => MachineEvent,
) {
  const organization = uuidOf(id)
  if (!draft.endpoints.some((each) => each.organization_id === organization)) return
  draft.messages.push(...webhookDrafts(draft.endpoints, event()))
}

/**
 * Takes back "please collect" for shipments that are not there to be collected any more when the batch ends: the
 * recipient was faster, or a courier took it out (then the next deposit tells). Invariant 10.
 */
export function withoutContradictions(draft: Draft) {
  return draft.messages.filter((message) => {
    if (message.kind !== 'shipment.ready' || message.channel === 'webhook') return true
    const row = message.shipment && draft.shipments.get(idOf('shp', message.shipment))
    if (!row || row.status === 'ready') return true
    if (row.status !== 'collected') draft.shipments.set(row.id, { ...row, readyAt: null })
    return false
  })
}
