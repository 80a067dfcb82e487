import { unlimited } from '@cubby/domain/rights/directory'
import { type CellState, freshCell } from '@cubby/domain/cells/cell-state'
import type { Stay } from '@cubby/domain/cells/stay'
import { defaultRules } from '@cubby/domain/processes/process'
import { days, later, minutes } from '@cubby/kit/clock'
import { type ShipmentId, uuidOf } from '@cubby/kit/ids'
import type { MessageDraft } from '@cubby/server/notifications/message-draft'
import type { Alarm, CustodyEvent, Difference } from '@cubby/server/store/difference'
import { noDifference } from '@cubby/server/store/difference'
import type { CourierRow, NewRight } from '@cubby/server/store/office'
import { justAnnounced, nothingWanted } from '@cubby/server/store/slice'
import type {
  AskedCommand,
  MirroredStay,
  ParcelRow,
  ShipmentRow,
  Wanted,
} from '@cubby/server/store/slice'
import { anId, carrier, morning, shop, verifierOf } from '@cubby/testing/kernel/builders'
import { lockers } from './each-store.ts'
import type { Side } from './side.ts'
import type { EndpointRow } from '../tables.ts'

/** Valid rows by number; a case names only what it is about. */

export const aShipment = (number: number, over: Partial<ShipmentRow> = {}): ShipmentRow => ({
  id: anId('shp', number),
  organization: shop,
  carrier,
  locker: lockers[0],
  reference: null,
  email: 'ann@example.org',
  phone: null,
  locale: 'en',
  rules: defaultRules,
  ...justAnnounced,
  createdAt: morning,
  ...over,
})

/** Of the shipment with the same number, when none is named. */
export const aParcel = (number: number, over: Partial<ParcelRow> = {}): ParcelRow => ({
  id: anId('prc', number),
  shipment: anId('shp', number),
  organization: shop,
  locker: lockers[0],
  label: `LABEL-${number}`,
  size: { height: 50, width: 200, depth: 300 },
  grams: 800,
  zone: 'ambient',
  lowCell: false,
  status: 'announced',
  edgeId: null,
  stay: null,
  cell: null,
  storedAt: null,
  collectedAt: null,
  createdAt: morning,
  ...over,
})

/** One that came unannounced. */
export const aStranger = (number: number, over: Partial<ParcelRow> = {}) =>
  aParcel(number, { shipment: null, organization: carrier, size: null, grams: 0, ...over })

export const aRight = (number: number, over: Partial<NewRight> = {}): NewRight => ({
  id: anId('grn', number),
  shipment: anId('shp', number),
  locker: lockers[0],
  codeSealed: `sealed ${number}`,
  codeVerifier: verifierOf(String(number)),
  validFrom: morning,
  validUntil: later(morning, days(90)),
  ...over,
})

export const aCourierRow = (number: number, over: Partial<CourierRow> = {}): CourierRow => ({
  id: anId('cur', number),
  organization: carrier,
  name: `courier ${number}`,
  badgeVerifier: `badge ${number}`,
  pinVerifier: null,
  validFrom: morning,
  validUntil: later(morning, days(365)),
  suspendedAt: null,
  ...unlimited,
  revokedAt: null,
  createdAt: morning,
  ...over,
})

export const aQuestion = (number: number, over: Partial<AskedCommand> = {}): AskedCommand => ({
  id: anId('cmd', number),
  locker: lockers[0],
  action: { do: 'open', cell: anId('cel', 1), side: 'front' },
  reason: 'the recipient called',
  askedBy: anId('key', 1),
  asOfSeq: null,
  notBefore: morning,
  expiresAt: later(morning, minutes(2)),
  createdAt: morning,
  status: 'waiting',
  outcome: null,
  answeredAt: null,
  ...over,
})

/** With the parcels of these numbers inside. */
export const aStay = (
  number: number,
  parcels: readonly number[] = [],
  over: Partial<Stay> & { at?: MirroredStay['locker'] } = {},
): MirroredStay => {
  const { at: locker = lockers[0], ...rest } = over
  const stay: Stay = {
    id: anId('sty', number),
    cell: anId('cel', 1),
    phase: 'stored',
    purpose: 'delivery',
    organization: shop,
    shipment: null,
    courier: null,
    items: parcels.map((each) => ({
      parcel: anId('prc', each),
      label: `LABEL-${each}`,
      announced: true,
      inside: true,
    })),
    allocatedAt: morning,
    storedAt: morning,
    dueAt: null,
    endedAt: null,
    ...rest,
  }
  return { locker, stay }
}

export const aCellWith = (use: CellState['use'], over: Partial<CellState> = {}) => ({
  locker: lockers[0],
  cell: anId('cel', 1),
  state: { ...freshCell, use, touchedSeq: 1, ...over },
})

export const anEvent = (number: number, over: Partial<CustodyEvent> = {}): CustodyEvent => ({
  id: uuidOf(anId('evt', number)),
  parcel: anId('prc', number),
  at: morning,
  kind: 'deposited',
  locker: lockers[0],
  cell: anId('cel', 1),
  stay: anId('sty', 1),
  actor: { kind: 'courier', id: anId('cur', 1) },
  detail: { side: 'front' },
  journal: anId('jrn', 1),
  seq: number,
  ...over,
})

export const anAlarm = (number: number, over: Partial<Alarm> = {}): Alarm => ({
  id: uuidOf(anId('evt', number)),
  locker: lockers[0],
  kind: 'door.forced',
  cell: null,
  detail: { seq: number },
  at: morning,
  dedupeKey: `alarm ${number}`,
  ...over,
})

export const aMessage = (key: string, over: Partial<MessageDraft> = {}): MessageDraft => ({
  organization: uuidOf(shop),
  shipment: null,
  kind: 'shipment.ready',
  channel: 'email',
  recipient: 'ann@example.org',
  locale: 'en',
  data: {},
  dedupeKey: key,
  ...over,
})

export const anEndpoint = (number: number, over: Partial<EndpointRow> = {}): EndpointRow => ({
  id: uuidOf(anId('whk', number)),
  organization_id: uuidOf(shop),
  events: ['shipment.ready'],
  disabledAt: null,
  ...over,
})

export const save = (side: Side, difference: Partial<Difference>) =>
  side.store.transact((tx) => tx.save({ ...noDifference(), ...difference }, side.clock.now()))
export const load = (side: Side, wanted: Partial<Wanted>) =>
  side.store.transact((tx) => tx.load({ ...nothingWanted(), ...wanted }))

/** Announced shipments with these numbers, each with one parcel and a right, and more parcels as told. */
export async function announced(side: Side, numbers: readonly number[], more: ParcelRow[] = []) {
  await side.store.transact(async (tx) => {
    for (const number of numbers) {
      await tx.addShipment(aShipment(number))
      await tx.keepRight(aRight(number), side.clock.now())
    }
    const newParcels = [...numbers.map((number) => aParcel(number)), ...more]
    await tx.save({ ...noDifference(), newParcels }, side.clock.now())
  })
}

export const shipmentIds = (...numbers: number[]): ShipmentId[] =>
  numbers.map((number) => anId('shp', number))
