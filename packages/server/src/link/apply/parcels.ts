import type { BodyOf, EntryBody } from '@cubby/domain/journal/entries'
import { endingOf, storageTime } from '@cubby/domain/processes/process'
import { must } from '@cubby/kit/assert'
import { type Instant, later } from '@cubby/kit/clock'
import { type CellId, type ParcelId, type StayId, uuidOf } from '@cubby/kit/ids'
import type { Actor } from '../../db/tables/shipment-tables.ts'
import type { Draft } from '../../store/draft.ts'
import { planItem } from '../../shipments/rules/feed-items.ts'
import { matchArrival } from './match.ts'
import { type PlacedEntry, trueTime } from './read-entry.ts'
import { raise } from './alarms.ts'
import { settleShipment, tellOfParcel } from '../../shipments/rules/settle.ts'
import type { ParcelRow, ShipmentRow } from '../../store/slice.ts'

export type ReadEntry<B extends EntryBody = EntryBody> = PlacedEntry & { body: B }

/** A cell was chosen for a parcel. One that nobody announced, or that this server has never heard of, gets a row. */
export function parcelAllocated(draft: Draft, entry: ReadEntry<BodyOf<'stay.allocated'>>) {
  const { body, locker } = entry
  const known = draft.parcelAtEdge(body.parcel)
  if (known) {
    assertHere(known, entry)
    return
  }
  if (!body.announced && matchArrival(draft, entry)) return
  if (!draft.organizations.has(body.organization))
    throw new RangeError(`${body.organization} is not known here`)
  draft.addParcel({
    id: body.parcel,
    shipment: null,
    organization: body.organization,
    locker,
    label: body.label,
    size: null,
    grams: 0,
    zone: 'ambient',
    lowCell: false,
    status: 'announced',
    edgeId: body.parcel,
    stay: null,
    cell: null,
    storedAt: null,
    collectedAt: null,
    createdAt: draft.env.now,
  })
}

/** The door closed behind these parcels. */
export function parcelsDeposited(draft: Draft, entry: ReadEntry<BodyOf<'stay.deposited'>>) {
  const { body, trueAt } = entry
  const courier = draft.stays.get(body.stay)?.stay.courier
  const actor: Actor = courier ? { kind: 'courier', id: courier } : byRule('deposit')
  for (const id of body.parcels) {
    const parcel = parcelOf(draft, entry, id)
    custody(draft, entry, parcel, 'deposited', { actor, cell: body.cell, stay: body.stay })
    // Told late, after an operator let it through: where the parcel went since then stands.
    if (isPast(parcel, body.stay)) continue
    const stored: ParcelRow & { cell: CellId } = {
      ...parcel,
      status: 'stored',
      stay: body.stay,
      cell: body.cell,
      storedAt: trueAt,
      collectedAt: null,
    }
    draft.setParcel(stored)
    const shipment = stored.shipment && draft.shipments.get(stored.shipment)
    if (!shipment) continue
    const due = dueOf(shipment, entry)
    const dueAt = Math.max(shipment.dueAt ?? 0, due ?? 0) as Instant
    draft.shipments.set(shipment.id, { ...shipment, dueAt: dueAt === 0 ? null : dueAt })
    if (shipment.cancelledAt !== null && parcel.status !== 'stored') recall(draft, entry, stored)
    settleShipment(draft, shipment.id, occasionOf(entry))
    tellOfParcel(draft, 'parcel.stored', stored, occasionOf(entry))
  }
}

/** The recipient's door closed again and the parcels are out. */
export function parcelsCollected(draft: Draft, entry: ReadEntry<BodyOf<'stay.collected'>>) {
  const { body, trueAt } = entry
  const actor: Actor = body.grant ? { kind: 'recipient', grant: body.grant } : byRule('collect')
  for (const id of body.parcels) {
    const parcel = parcelOf(draft, entry, id)
    custody(draft, entry, parcel, 'collected', { actor, cell: body.cell, stay: body.stay })
    if (isElsewhere(parcel, body.stay)) continue
    const collected: ParcelRow = {
      ...parcel,
      status: 'collected',
      cell: null,
      stay: body.stay,
      collectedAt: trueAt,
    }
    draft.setParcel(collected)
    if (collected.shipment) settleShipment(draft, collected.shipment, occasionOf(entry))
    tellOfParcel(draft, 'parcel.collected', { ...collected, cell: body.cell }, occasionOf(entry))
  }
}

/** A courier has taken the parcels out. */
export function parcelsWithdrawn(draft: Draft, entry: ReadEntry<BodyOf<'stay.withdrawn'>>) {
  const { body } = entry
  const actor: Actor = body.courier ? { kind: 'courier', id: body.courier } : byRule('withdraw')
  for (const id of body.parcels) {
    const parcel = parcelOf(draft, entry, id)
    const detail = { reason: body.reason }
    custody(draft, entry, parcel, 'withdrawn', { actor, cell: body.cell, stay: body.stay, detail })
    if (isElsewhere(parcel, body.stay)) continue
    draft.setParcel({ ...parcel, status: 'withdrawn', cell: null, stay: body.stay })
    if (parcel.shipment)
      settleShipment(draft, parcel.shipment, occasionOf(entry), body.reason === 'undo')
  }
}

/** A deposit that did not happen: the parcels are where they were. */
export function depositCancelled(draft: Draft, entry: ReadEntry<BodyOf<'stay.cancelled'>>) {
  const { body } = entry
  for (const id of body.parcels) {
    const parcel = parcelOf(draft, entry, id)
    const detail = { reason: body.reason }
    const actor = byRule('cancel')
    custody(draft, entry, parcel, 'cancelled-deposit', {
      actor,
      cell: body.cell,
      stay: body.stay,
      detail,
    })
    // Nobody announced it and nobody has put it in: there is nothing to wait for.
    if (parcel.shipment === null && parcel.status === 'announced')
      draft.setParcel({ ...parcel, status: 'cancelled' })
  }
}

/** Somebody said that something is wrong. */
export function stayDisputed(draft: Draft, entry: ReadEntry<BodyOf<'stay.disputed'>>) {
  const { body } = entry
  const { stay } = must(draft.stays.get(body.stay), `${body.stay} was never heard of`)
  for (const item of stay.items) {
    const parcel = draft.parcelAtEdge(item.parcel)
    if (!parcel || isElsewhere(parcel, body.stay)) continue
    const detail = { problem: body.problem }
    custody(draft, entry, parcel, 'disputed', {
      actor: byRule('dispute'),
      cell: body.cell,
      stay: body.stay,
      detail,
    })
    draft.setParcel({ ...parcel, status: 'disputed' })
    if (parcel.shipment) settleShipment(draft, parcel.shipment, occasionOf(entry))
  }
}

/** Staff have looked into the cell: what was on record before the dispute counts again. */
export function disputesSettled(draft: Draft, entry: ReadEntry, settled: readonly StayId[]) {
  for (const id of settled) {
    const mirrored = draft.stays.get(id)?.stay
    for (const item of mirrored?.items ?? []) {
      const parcel = draft.parcelAtEdge(item.parcel)
      if (!mirrored || parcel?.status !== 'disputed' || parcel.stay !== id) continue
      const status = mirrored.phase === 'stored' ? 'stored' : 'collected'
      custody(draft, entry, parcel, 'settled', {
        actor: byRule('settle'),
        cell: mirrored.cell,
        stay: id,
        detail: { status },
      })
      draft.setParcel({ ...parcel, status })
      if (parcel.shipment) settleShipment(draft, parcel.shipment, occasionOf(entry))
    }
  }
}

/** A door opened on somebody's parcels without the recipient or a courier standing there. */
export function openedByOthers(
  draft: Draft,
  entry: ReadEntry,
  stay: StayId,
  kind: string,
  detail: Record<string, unknown>,
) {
  const mirrored = draft.stays.get(stay)?.stay
  for (const item of mirrored?.items ?? []) {
    const parcel = draft.parcelAtEdge(item.parcel)
    if (!mirrored || !parcel || parcel.stay !== stay || parcel.status !== 'stored') continue
    custody(draft, entry, parcel, kind, {
      actor: byRule('command'),
      cell: mirrored.cell,
      stay,
      detail,
    })
  }
}

/** What one entry tells, apart from other entries that tell the same. */
export const occasionOf = (entry: PlacedEntry) => ({
  at: entry.trueAt,
  occurrence: `${entry.journal}:${entry.seq}`,
})

/** When storage ends: as the machine reckoned, unless it was told to let it lie longer than its recipient is told. */
function dueOf(
  { rules, extensions, dueAt }: ShipmentRow,
  entry: ReadEntry<BodyOf<'stay.deposited'>>,
): Instant | null {
  const { body, trueAt } = entry
  if (endingOf(rules) === 'withdraw')
    return body.dueAt === null ? null : trueTime(entry, body.dueAt)
  return extensions > 0 ? dueAt : later(trueAt, storageTime(rules))
}

const byRule = (name: string): Actor => ({ kind: 'rule', name })

function parcelOf(draft: Draft, entry: ReadEntry, id: ParcelId): ParcelRow {
  const parcel = draft.parcelAtEdge(id)
  if (!parcel) throw new RangeError(`${id} was never heard of`)
  assertHere(parcel, entry)
  return parcel
}

function assertHere(parcel: ParcelRow, entry: PlacedEntry) {
  if (parcel.locker !== entry.locker) throw new RangeError(`${parcel.id} belongs to another locker`)
}

/** The parcel has left this stay already. */
const isPast = (parcel: ParcelRow, stay: StayId) =>
  parcel.stay === stay && (parcel.status === 'collected' || parcel.status === 'withdrawn')

/** The parcel was put in again since, under another stay. */
const isElsewhere = (parcel: ParcelRow, stay: StayId) => parcel.stay !== null && parcel.stay > stay

function custody(
  draft: Draft,
  entry: ReadEntry,
  parcel: ParcelRow,
  kind: string,
  facts: { actor: Actor; cell: CellId; stay: StayId; detail?: Record<string, unknown> },
) {
  const { locker, journal, seq, trueAt } = entry
  const { actor, cell, stay, detail = {} } = facts
  const id = uuidOf(draft.env.ids.mint('evt'))
  draft.custody.push({
    id,
    parcel: parcel.id,
    at: trueAt,
    kind,
    locker,
    cell,
    stay,
    actor,
    detail,
    journal,
    seq,
  })
}

/** Called off while the locker could not hear of it: the courier who passes next must know to take it back. */
function recall(draft: Draft, entry: ReadEntry, parcel: ParcelRow) {
  const shipment = parcel.shipment && draft.shipments.get(parcel.shipment)
  if (!shipment) return
  draft.feed.push(planItem(shipment, parcel))
  raise(draft, entry, {
    kind: 'parcel.stored-after-cancel',
    cause: parcel.id,
    detail: { parcel: parcel.id },
  })
}
