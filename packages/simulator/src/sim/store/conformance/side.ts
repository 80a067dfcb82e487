import type { FeedCursor, FeedPage } from '@cubby/server/feed/feed-types'
import type { AskedCommand, MirroredStay, ParcelRow, ShipmentRow } from '@cubby/server/store/slice'
import type { CellState } from '@cubby/domain/cells/cell-state'
import type { CellId, LockerId } from '@cubby/kit/ids'
import type { VirtualClock } from '@cubby/kit/virtual-clock'
import type { Devices, Readings } from '@cubby/server/link/ports'
import type { Outbox, Sendable } from '@cubby/server/notifications/outbox'
import type { Alarm, CustodyEvent } from '@cubby/server/store/difference'
import type { EntryRef } from '@cubby/server/store/journals'
import type { CourierRow, OrganizationRow } from '@cubby/server/store/office'
import type { Store } from '@cubby/server/store/store'
import type {
  CodeRow,
  EndpointRow,
  EntryKept,
  FeedRow,
  JournalRow,
  KeptRight,
  LockerRow,
  MessageRow,
  QuarantineRow,
} from '../tables.ts'

/** A store of either kind with its ports, and the ways in and out that only tests need. */
export type Side = {
  /** The time of both the caller and the store's job queue. */
  clock: VirtualClock
  store: Store
  readings: Readings
  devices: Devices
  outbox: Outbox<Sendable>
  addOrganization(row: OrganizationRow): Promise<void>
  addLocker(row: Pick<LockerRow, 'id' | 'layout'>): Promise<void>
  addEndpoint(row: EndpointRow): Promise<void>
  addCode(hash: string, row: CodeRow): Promise<void>
  /** As `Readings.pageAfter`, with another size of pages. */
  page(cursor: FeedCursor, limit: number): Promise<FeedPage>
  /** Forgets every tombstone that there is. */
  compact(): Promise<void>
  renewEpochs(): Promise<void>
  content(): Promise<Content>
}

export type AskedJob = { message: string; isWebhook: boolean; dueAt: number }

/** All that both kinds keep and that anybody could ever see of it, in the order of keys. */
export type Content = {
  lockers: Omit<LockerRow, 'layout' | 'service' | 'leaving'>[]
  codes: (CodeRow & { hash: string })[]
  couriers: CourierRow[]
  shipments: ShipmentRow[]
  parcels: ParcelRow[]
  rights: KeptRight[]
  commands: AskedCommand[]
  custody: CustodyEvent[]
  alarms: Alarm[]
  messages: MessageRow[]
  /** The sending that was asked for last, by message. */
  jobs: AskedJob[]
  endpoints: EndpointRow[]
  quarantine: QuarantineRow[]
  journals: JournalRow[]
  entries: (EntryRef & Pick<EntryKept, 'at' | 'synced' | 'body' | 'hash' | 'receivedAt'>)[]
  cells: { locker: LockerId; cell: CellId; state: CellState }[]
  stays: MirroredStay[]
  streams: { stream: string; head: number; floor: number }[]
  feed: FeedRow[]
}

/** Where sides of one kind come from; each is empty. */
export type House = AsyncDisposable & { fresh(): Promise<Side> }

/** Rows in the order of a text that tells them apart. */
export const inOrderOf = <Row>(rows: Iterable<Row>, key: (row: Row) => string): Row[] =>
  [...rows]
    .map((row) => ({ row, key: key(row) }))
    .sort((one, other) => (one.key < other.key ? -1 : 1))
    .map(({ row }) => row)
