import { shipmentStatusOf, type ShipmentStatus } from '@cubby/domain/shipments/status'
import { hours, type Instant, isoTime } from '@cubby/kit/clock'
import { idOf, type ShipmentId, uuidOf } from '@cubby/kit/ids'
import type { WebhookEvent } from '@cubby/protocol/webhook-events'
import { recipientDrafts, webhookDrafts } from '../../notifications/message-draft.ts'
import type { Draft } from './draft.ts'
import { tombstones } from './feed-items.ts'
import type { ParcelRow, ShipmentRow } from './slice.ts'

/** Why something changed: when, and what tells it from other times that the same thing happened. */
export type Occasion = { at: Instant; occurrence: string }

const told: Partial<Record<ShipmentStatus, WebhookEvent>> = {
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
  const facts = {
    cancelled: before.cancelledAt !== null,
    overdue: isOverdue(before, draft.env.now),
  }
  const status = shipmentStatusOf(
    parcels.map((parcel) => parcel.status),
    facts,
  )
  let after: ShipmentRow = { ...before, status, overdueAt: facts.overdue ? before.overdueAt : null }
  if (status === 'ready') after = madeReady(draft, after, before, occasion)
  if (status === 'collected') after = { ...after, collectedAt: after.collectedAt ?? occasion.at }
  if (isOver(after, parcels) && !mayReturn) {
    after = { ...after, nextTimerAt: null }
    draft.feed.push(...tombstones(draft, after))
    draft.revoked.push(...draft.rightsOf(id).map((right) => right.id))
  }
  draft.shipments.set(id, after)
  const event = told[status]
  if (status !== before.status && event) tellMachines(draft, event, after, null, occasion)
}

/** Overdue stands until storage was given more time than now. */
const isOverdue = (shipment: ShipmentRow, now: Instant) =>
  shipment.overdueAt !== null && (shipment.dueAt === null || shipment.dueAt <= now)

/** Collected, taken back, or called off with nothing left inside. */
function isOver({ status }: ShipmentRow, parcels: readonly ParcelRow[]) {
  if (status === 'collected' || status === 'withdrawn') return true
  const isInside = parcels.some(
    (parcel) => parcel.status === 'stored' || parcel.status === 'disputed',
  )
  return status === 'cancelled' && !isInside
}

function madeReady(
  draft: Draft,
  shipment: ShipmentRow,
  before: ShipmentRow,
  { at }: Occasion,
): ShipmentRow {
  if (before.status === 'ready' && before.readyAt !== null) return shipment
  if (before.readyAt === null) {
    const uuid = uuidOf(shipment.id)
    const { email, phone, locale, organization } = shipment
    const recipient = {
      id: uuid,
      organization_id: uuidOf(organization),
      recipient_locale: locale,
      recipient_email: email,
      recipient_phone: phone,
    }
    draft.messages.push(...recipientDrafts(recipient, 'shipment.ready', ''))
  }
  return { ...shipment, readyAt: shipment.readyAt ?? at, nextTimerAt: firstTimer(shipment, at) }
}

/** The first reminder that is still ahead, else the end of storage. */
function firstTimer({ dueAt, rules }: ShipmentRow, at: Instant): Instant | null {
  if (dueAt === null) return null
  const reminders = rules.reminderHoursBefore.map((before) => dueAt - hours(before))
  return Math.min(dueAt, ...reminders.filter((reminder) => reminder > at)) as Instant
}

/** Tells the systems of the shop what happened to a shipment, or to one of its parcels. */
export function tellMachines(
  draft: Draft,
  type: WebhookEvent,
  shipment: ShipmentRow,
  parcel: ParcelRow | null,
  occasion: Occasion,
) {
  const organization = uuidOf(shipment.organization)
  if (!draft.endpoints.some((each) => each.organization_id === organization)) return
  const { id, reference, status, locker } = shipment
  const data: Record<string, unknown> = { shipment: id, reference, status, locker }
  if (parcel) Object.assign(data, { parcel: parcel.id, label: parcel.label, cell: parcel.cell })
  else {
    const { readyAt, dueAt } = shipment
    data['readyAt'] = readyAt && isoTime(readyAt)
    data['dueAt'] = dueAt && isoTime(dueAt)
    data['parcels'] = draft
      .parcelsOf(id)
      .map((each) => ({ parcel: each.id, label: each.label, status: each.status }))
  }
  draft.messages.push(
    ...webhookDrafts(draft.endpoints, {
      type,
      at: occasion.at,
      organization,
      shipment: uuidOf(id),
      data,
      key: `${parcel?.id ?? id}|${occasion.occurrence}`,
    }),
  )
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
