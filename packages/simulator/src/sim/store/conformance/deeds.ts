import { type Instant, later, minutes } from '@cubby/kit/clock'
import { type CellId, uuidOf } from '@cubby/kit/ids'
import { entryText, GENESIS } from '@cubby/protocol/link/envelope'
import { messageIdOf } from '@cubby/server/notifications/message-id'
import type { Difference } from '@cubby/server/store/difference'
import { noDifference } from '@cubby/server/store/difference'
import type { JournalRef } from '@cubby/server/store/journals'
import { emptySlice, nothingWanted, type Slice } from '@cubby/server/store/slice'
import type { StoreTransaction } from '@cubby/server/store/store'
import { anId, carrier, morning, shop } from '@cubby/testing/kernel/builders'
import fc from 'fast-check'
import { lockers } from './each-store.ts'
import {
  aCellWith,
  aCourierRow,
  aMessage,
  anAlarm,
  anEvent,
  aParcel,
  aQuestion,
  aRight,
  aShipment,
  aStay,
} from './samples.ts'

/** Something done within a transaction, at a time; what it answers is compared. */
export type Deed = {
  name: string
  run: (tx: StoreTransaction, now: Instant) => Promise<unknown>
}

export const few = fc.integer({ min: 1, max: 3 })
const locker = fc.constantFrom(...lockers)
const maybe = <T>(about: fc.Arbitrary<T>) => fc.option(about, { freq: 2 })
const soon = fc.integer({ min: 0, max: 90 }).map((n) => later(morning, minutes(n)))
const label = fc.constantFrom('L', 'M')
export const messageKey = fc.constantFrom('a', 'b', 'c', 'd')
export const stream = fc.constantFrom('network', 'org:x')
const cell = few.map((n) => anId('cel', n))
const stay = few.map((n) => anId('sty', n))
const each = <T, U>(about: fc.Arbitrary<T>, selector: (row: T) => U) =>
  fc.uniqueArray(about, { selector, maxLength: 2 })

const deed = <T>(
  name: string,
  about: fc.Arbitrary<T>,
  run: (...about: [...Parameters<Deed['run']>, T]) => unknown,
) =>
  about.map((known): Deed => ({
    name: `${name} ${JSON.stringify(known)}`,
    run: async (tx, now) => run(tx, now, known),
  }))

const shipmentStatus = fc.constantFrom('announced', 'ready', 'withdrawn', 'overdue')
const parcelStatus = fc.constantFrom('announced', 'stored', 'collected')
const parcel = fc
  .record({
    number: fc.integer({ min: 1, max: 6 }),
    shipment: maybe(few.map((n) => anId('shp', n))),
    label,
    locker,
    status: parcelStatus,
    edgeId: maybe(fc.integer({ min: 1, max: 9 }).map((n) => anId('prc', n))),
    stay: maybe(stay),
    cell: maybe(cell),
    storedAt: maybe(soon),
  })
  .map(({ number, ...over }) => aParcel(number, over))
const shipment = fc
  .record({
    number: few,
    phone: maybe(fc.constantFrom('+48600100300', '+48600100301')),
    status: shipmentStatus,
    readyAt: maybe(soon),
    dueAt: maybe(soon),
    nextTimerAt: maybe(soon),
    extensions: few,
  })
  .map(({ number, ...over }) => aShipment(number, over))
const mirroredStay = fc
  .record({
    number: few,
    inside: fc.subarray([1, 2, 3, 4]),
    at: locker,
    phase: fc.constantFrom('stored', 'disputed', 'collected'),
  })
  .map(({ number, inside, ...over }) => aStay(number, inside, over))
const cellState = fc
  .record({ number: few, locker, stay: maybe(stay), touchedSeq: few })
  .map(({ number, stay: inside, locker: at, touchedSeq }) => ({
    ...aCellWith(inside ? { kind: 'occupied', stay: inside } : { kind: 'free' }, { touchedSeq }),
    locker: at,
    cell: anId('cel', number),
  }))
const message = fc
  .record({
    key: messageKey,
    kind: fc.constantFrom('shipment.ready', 'shipment.reminder'),
    channel: fc.constantFrom('email', 'webhook'),
    shipment: maybe(few.map((n) => uuidOf(anId('shp', n)))),
  })
  .map(({ key, ...over }) => aMessage(key, over))
const answer = fc
  .record({ number: few, status: fc.constantFrom('done', 'refused'), answeredAt: maybe(soon) })
  .map(({ number, ...over }) => aQuestion(number, over))
const place = fc.record({
  locker,
  journal: few.map((n) => anId('jrn', n)),
  seq: fc.integer({ min: 1, max: 3 }),
})

const difference: fc.Arbitrary<Partial<Difference>> = fc.record(
  {
    cells: each(cellState, (row) => `${row.locker} ${row.cell}`),
    stays: each(mirroredStay, (row) => row.stay.id),
    newParcels: each(parcel, ({ id }) => id),
    parcels: each(parcel, ({ id }) => id),
    merged: few.map((n) => [{ from: anId('prc', n), to: anId('prc', n + 3) }]),
    shipments: each(shipment, ({ id }) => id),
    revokedRights: fc.subarray([1, 2, 3]).map((all) => all.map((n) => anId('grn', n))),
    newCommands: few.map((n) => [aQuestion(n)]),
    commands: each(answer, ({ id }) => id),
    custody: fc
      .integer({ min: 1, max: 9 })
      .map((n) => [anEvent(n, { parcel: anId('prc', n % 6) })]),
    alarms: fc.tuple(fc.nat(), few).map(([n, key]) => [anAlarm(n, { dedupeKey: `alarm ${key}` })]),
    messages: fc.array(message, { maxLength: 3 }),
    quarantine: place.map((at) => [{ ...at, error: 'unread' }]),
  },
  { requiredKeys: [] },
)

const wanted = fc.record(
  {
    cells: fc.array(fc.record({ locker, cell }), { maxLength: 2 }),
    stays: fc.array(stay, { maxLength: 2 }),
    disputedIn: fc.array(fc.record({ locker, cell }), { maxLength: 2 }),
    parcels: fc.array(
      fc.integer({ min: 1, max: 9 }).map((n) => anId('prc', n)),
      { maxLength: 2 },
    ),
    shipments: fc.array(
      few.map((n) => anId('shp', n)),
      { maxLength: 2 },
    ),
    commands: fc.array(
      few.map((n) => anId('cmd', n)),
      { maxLength: 2 },
    ),
    labels: fc.array(fc.record({ locker, label }), { maxLength: 2 }),
    strangers: fc.array(fc.record({ locker, label }), { maxLength: 2 }),
    organizations: fc.subarray([shop, carrier, anId('org', 99)]),
    listeners: fc.subarray([shop, carrier, anId('org', 99)]),
  },
  { requiredKeys: [] },
)

/** In the order of the slice where one is promised. */
function shown({ cells, stays, ...slice }: Slice) {
  const { shipments, parcels, rights, commands, endpoints, organizations } = slice
  const inOrder = { shipments, parcels, rights, commands }
  return {
    cells,
    stays,
    endpoints,
    organizations,
    ...Object.fromEntries(
      Object.entries(inOrder).map(([name, rows]) => [name, [...rows.values()]]),
    ),
  }
}

/** A locker tells so many entries about a cell, in the next places of its journal. */
const tells = fc.record({ locker, journal: few.map((n) => anId('jrn', n)), count: few, cell })
type Told = JournalRef & { count: number; cell: CellId }

async function toldBy(tx: StoreTransaction, now: Instant, { count, cell: about, ...ref }: Told) {
  const [head] = await tx.lockHeads([ref], now)
  if (!head) return null
  const seqs = Array.from({ length: count }, (_, i) => head.receivedThrough + i + 1)
  const entries = seqs.map((seq) => {
    const body = { type: 'door.closed', cell: about }
    const entry = { seq, at: now, boot: anId('bot', 1), mono: seq, synced: true, body }
    return { ...ref, json: entryText(entry), hash: `hash ${seq}` }
  })
  const through = head.receivedThrough + count
  const moved = { receivedThrough: through, appliedThrough: through, lastHash: GENESIS }
  await tx.save({ ...noDifference(), entries, heads: [{ ...head, ...moved }] }, now)
  return head
}

/** A day has begun: something was announced and came, people are told, and an entry could not be applied. */
export async function begins(tx: StoreTransaction, now: Instant) {
  const journal = { locker: lockers[0], journal: anId('jrn', 1) }
  await toldBy(tx, now, { ...journal, count: 3, cell: anId('cel', 1) })
  for (const number of [1, 2]) {
    await tx.addShipment(aShipment(number))
    await tx.keepRight(aRight(number), now)
  }
  const shipments = [
    aShipment(1, { status: 'ready', readyAt: now }),
    aShipment(2, { status: 'withdrawn', readyAt: now }),
  ]
  const parcels = [aParcel(1), aParcel(2), aParcel(5, { shipment: null, organization: carrier })]
  const messages = shipments.map(({ id }, i) =>
    aMessage(i === 0 ? 'a' : 'b', { shipment: uuidOf(id) }),
  )
  const quarantine = [1, 2].map((seq) => ({ ...journal, seq, error: 'unread' }))
  await tx.save({ ...noDifference(), shipments, newParcels: parcels, messages, quarantine }, now)
}

/** What shops, staff and lockers make of the store. */
export const deeds: fc.Arbitrary<Deed> = fc.oneof(
  deed(
    'announce',
    fc.record({
      number: few,
      reference: maybe(label),
      organization: fc.constantFrom(shop, carrier),
    }),
    (tx, _now, { number, ...over }) => tx.addShipment(aShipment(number, over)),
  ),
  deed('grant', fc.record({ number: few, verifier: few, locker, shipment: few }), (tx, now, told) =>
    tx.keepRight(
      aRight(told.number, {
        locker: told.locker,
        shipment: anId('shp', told.shipment),
        codeVerifier: `verifier ${told.verifier}`,
      }),
      now,
    ),
  ),
  deed('code', few, (tx, _now, number) => tx.sealedRight(anId('shp', number))),
  deed('save', difference, (tx, now, told) => tx.save({ ...noDifference(), ...told }, now)),
  deed('load', wanted, async (tx, _now, told) =>
    shown({ ...emptySlice(), ...(await tx.load({ ...nothingWanted(), ...told })) }),
  ),
  deed('tell', tells, toldBy),
  deed('lock', fc.array(place, { maxLength: 3 }), (tx, now, places) =>
    tx.lockHeads(
      places.map(({ locker: at, journal }) => ({ locker: at, journal })),
      now,
    ),
  ),
  deed(
    'hashes',
    fc.array(place, { maxLength: 3 }),
    async (tx, _now, places) =>
      new Map(
        (await tx.hashesAt(places)).map((kept) => [
          `${kept.locker} ${kept.journal} ${kept.seq}`,
          kept,
        ]),
      ),
  ),
  deed('resolve', fc.tuple(place, fc.constantFrom('skipped', 'replayed')), (tx, now, [at, how]) =>
    tx.resolveQuarantined({ ...at, how, by: null }, now),
  ),
  deed('kept', fc.oneof(place, fc.record({ locker, cell })), (tx, _now, which) =>
    tx.keptEntries(which),
  ),
  deed('applied', locker, (tx, _now, at) => tx.appliedThrough(at)),
  deed('fork', locker, (tx, now, at) => tx.noteForks([at], now)),
  deed('due', fc.nat({ max: 4 }), (tx, now, atMost) => tx.takeDue(now, atMost)),
  deed('employ', fc.tuple(few, few), (tx, _now, [number, badge]) =>
    tx.addCourier(aCourierRow(number, { badgeVerifier: `badge ${badge}` })),
  ),
  deed('dismiss', few, async (tx, now, number) => {
    const before = await tx.lockCourier(anId('cur', number))
    await tx.revokeCourier(anId('cur', number), now)
    return before
  }),
  deed(
    'say',
    fc.array(
      fc.record({
        stream,
        key: fc.constantFrom('k', 'l', 'm', 'n'),
        body: maybe(fc.record({ n: few })),
        asOfSeq: few,
      }),
      { maxLength: 4 },
    ),
    (tx, now, changes) => tx.writeFeed(changes, now),
  ),
)

export const messageIds = (keys: readonly string[]) => keys.map(messageIdOf)
