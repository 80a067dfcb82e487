import type { BodyOf } from '@cubby/domain/journal/entries'
import type { Instant } from '@cubby/kit/clock'
import type { OrganizationId, ShipmentId } from '@cubby/kit/ids'
import type { Draft } from '../../store/draft.ts'
import { grantItem, nameAtEdge, planItem, planTombstone } from '../../shipments/rules/feed-items.ts'
import type { PlacedEntry } from './read-entry.ts'
import { settleShipment } from '../../shipments/rules/settle.ts'
import type { ParcelRow, ShipmentRow } from '../../store/slice.ts'

/**
 * A parcel came to a locker that had not heard of its announcement: finds the announced one with this label and
 * takes over the locker's name for it. False when nothing was announced.
 */
export function matchArrival(
  draft: Draft,
  entry: PlacedEntry & { body: BodyOf<'stay.allocated'> },
): boolean {
  const { body, locker } = entry
  for (const parcel of draft.parcels.values()) {
    if (parcel.label !== body.label || parcel.locker !== locker || parcel.status !== 'announced')
      continue
    const shipment = parcel.shipment && draft.shipments.get(parcel.shipment)
    if (!shipment || shipment.cancelledAt !== null || !mayCarry(draft, shipment, body.organization))
      continue
    takeName(draft, shipment, parcel, { ...parcel, edgeId: body.parcel })
    renewItems(draft, shipment)
    return true
  }
  return false
}

/**
 * A shipment was announced whose parcels, or some of them, are inside already: joins them with what came
 * unannounced, and does what their deposit would have done.
 */
export function matchAnnouncement(draft: Draft, id: ShipmentId, now: Instant): boolean {
  const shipment = draft.shipments.get(id)
  if (!shipment) return false
  const strangers = [...draft.parcels.values()].filter((parcel) =>
    isWaiting(draft, parcel, shipment),
  )
  let dueAt = shipment.dueAt
  let matched = false
  for (const parcel of draft.parcelsOf(id)) {
    const place = strangers.findIndex((stranger) => stranger.label === parcel.label)
    const stranger = strangers[place]
    if (!stranger || parcel.status !== 'announced') continue
    strangers.splice(place, 1)
    matched = true
    const { status, stay, cell, storedAt, collectedAt } = stranger
    draft.parcels.delete(stranger.id)
    draft.merged.push({ from: stranger.id, to: parcel.id })
    takeName(draft, shipment, parcel, {
      ...parcel,
      edgeId: nameAtEdge(stranger),
      status,
      stay,
      cell,
      storedAt,
      collectedAt,
    })
    const due = stay && draft.stays.get(stay)?.stay.dueAt
    if (due && status === 'stored' && (dueAt === null || due > dueAt)) dueAt = due
  }
  if (!matched) return false
  const known = { ...shipment, dueAt }
  draft.shipments.set(id, known)
  renewItems(draft, known)
  settleShipment(draft, id, { at: now, occurrence: 'announced' })
  return true
}

/**
 * The shop's own couriers, those of the carrier it named, or, where it named none, of one that the network operator has listed for it:
 * a label that somebody has seen is no contract. Stricter than the locker (`may-carry.ts`), to which the courier brings the parcel by
 * the announcement that he sees there.
 */
const mayCarry = (
  { carriers }: Draft,
  { carrier, organization }: ShipmentRow,
  courierOf: OrganizationId,
) =>
  organization === courierOf ||
  (carrier === null ? carriers.get(organization)?.has(courierOf) === true : carrier === courierOf)

const isWaiting = (draft: Draft, parcel: ParcelRow, shipment: ShipmentRow) =>
  parcel.shipment === null &&
  parcel.locker === shipment.locker &&
  (parcel.status === 'stored' || parcel.status === 'announced') &&
  mayCarry(draft, shipment, parcel.organization)

/** The locker's name replaces ours on its feed. */
function takeName(draft: Draft, shipment: ShipmentRow, before: ParcelRow, after: ParcelRow) {
  draft.feed.push(planTombstone(shipment, before))
  draft.setParcel(after)
}

/** Plans and rights again, under the names that the locker uses. */
function renewItems(draft: Draft, shipment: ShipmentRow) {
  for (const parcel of draft.parcelsOf(shipment.id)) draft.feed.push(planItem(shipment, parcel))
  for (const right of draft.rightsOf(shipment.id))
    draft.feed.push(grantItem(draft, shipment, right))
}
