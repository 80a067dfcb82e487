import type { CellState } from '@cubby/domain/cells/cell-state'
import type { Ladder } from '@cubby/domain/rights/ladder'
import type { Instant } from '@cubby/kit/clock'
import type { CellId, GrantId, JournalId, LockerId, ParcelId, StayId } from '@cubby/kit/ids'
import type { Actor } from '../db/tables/shipment-tables.ts'
import type { FeedChange } from '../feed/feed-types.ts'
import type { MessageDraft } from '../notifications/message-draft.ts'
import type { JournalHead, RawEntry } from './journals.ts'
import type { AskedCommand, CommandRow, MirroredStay, ParcelRow, ShipmentRow } from './slice.ts'

export type CustodyEvent = {
  id: string
  parcel: ParcelId
  at: Instant
  kind: string
  locker: LockerId
  cell: CellId | null
  stay: StayId | null
  actor: Actor
  detail: Record<string, unknown>
  journal: JournalId | null
  seq: number | null
}

export type Alarm = {
  id: string
  locker: LockerId
  kind: string
  cell: CellId | null
  detail: Record<string, unknown>
  at: Instant
  /** One alarm per cause, however often it is told. */
  dedupeKey: string
}

/** What a locker says of its devices: a fault of a part begins or has ended, or what it goes by (null: a file of its own). */
export type DeviceNews = { locker: LockerId; at: Instant } & (
  | { part: string; code: string; isOver: boolean }
  | { version: number | null }
)

/** An entry that was stored and could not be applied. */
export type Quarantined = { locker: LockerId; journal: JournalId; seq: number; error: string }

/** What a decision changes, per table; the store writes each part with one statement. */
export type Difference = {
  /** Entries to keep as they came, and how far their journals have come with them. */
  entries: RawEntry[]
  heads: JournalHead[]
  cells: { locker: LockerId; cell: CellId; state: CellState }[]
  stays: MirroredStay[]
  ladders: { locker: LockerId; journal: JournalId; ladder: Ladder }[]
  /** Of a shipment that exists, or of none. */
  newParcels: ParcelRow[]
  parcels: ParcelRow[]
  /** Unannounced parcels that turned out to be announced ones: their events move, their rows go. */
  merged: { from: ParcelId; to: ParcelId }[]
  shipments: ShipmentRow[]
  revokedRights: GrantId[]
  newCommands: AskedCommand[]
  commands: CommandRow[]
  custody: CustodyEvent[]
  alarms: Alarm[]
  devices: DeviceNews[]
  messages: MessageDraft[]
  quarantine: Quarantined[]
  feed: FeedChange[]
}

/** A difference that changes nothing. */
export const noDifference = (): Difference => ({
  entries: [],
  heads: [],
  cells: [],
  stays: [],
  ladders: [],
  newParcels: [],
  parcels: [],
  merged: [],
  shipments: [],
  revokedRights: [],
  newCommands: [],
  commands: [],
  custody: [],
  alarms: [],
  devices: [],
  messages: [],
  quarantine: [],
  feed: [],
})
