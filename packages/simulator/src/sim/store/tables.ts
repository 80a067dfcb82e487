import type { Rental } from '@cubby/domain/machine/rental'
import type { CellState } from '@cubby/domain/cells/cell-state'
import type { CellSpec, Layout } from '@cubby/domain/cells/layout'
import type { Ladder } from '@cubby/domain/rights/ladder'
import type { Instant } from '@cubby/kit/clock'
import type { JournalId, LockerId } from '@cubby/kit/ids'
import type { Channel, MessageState } from '@cubby/server/db/tables/notification-tables'
import type { MessageDraft } from '@cubby/server/notifications/message-draft'
import type { Alarm, CustodyEvent } from '@cubby/server/store/difference'
import type { EntryRef } from '@cubby/server/store/journals'
import type { CourierRow, NewRight, OrganizationRow } from '@cubby/server/store/office'
import type {
  AskedCommand,
  ListeningEndpoint,
  MirroredStay,
  ParcelRow,
  ShipmentRow,
} from '@cubby/server/store/slice'
import type { ServiceState } from '@cubby/domain/machine/service'
import { Logs, Table, UndoLog } from './table.ts'

export type LockerRow = {
  id: LockerId
  layout: Layout
  service: ServiceState
  leaving: readonly CellSpec[]
  publicKey: string | null
  deviceVersion: string | null
  lastSeenAt: Instant | null
  forkSeenAt: Instant | null
}
export type CodeRow = { locker: LockerId; expiresAt: Instant; usedAt: Instant | null }
export type KeptRight = NewRight & { createdAt: Instant; revokedAt: Instant | null }
export type JournalRow = {
  locker: LockerId
  journal: JournalId
  receivedThrough: number
  appliedThrough: number
  lastHash: string
  ladder: Ladder
  createdAt: Instant
}
export type EntryKept = {
  seq: number
  at: number
  synced: boolean
  body: Record<string, unknown> & { type: string }
  text: string
  hash: string
  receivedAt: Instant
  /** Counts up through all journals: the order in which the servers took entries in. */
  order: number
}
export type QuarantineRow = EntryRef & {
  error: string
  resolution: 'skipped' | 'replayed' | null
}
export type MessageRow = Omit<MessageDraft, 'kind'> & {
  id: string
  kind: string
  state: MessageState
  attempts: number
  lastError: string | null
  createdAt: Instant
  nextAttemptAt: Instant
  finishedAt: Instant | null
}
export type EndpointRow = ListeningEndpoint & { disabledAt: Instant | null }
export type StreamRow = { epoch: string; head: number; floor: number }
export type FeedRow = {
  stream: string
  key: string
  version: number
  dead: boolean
  body: object | null
  asOfSeq: number | null
}
export type JobRow = { message: string; channel: Channel; dueAt: Instant }
export type AnswerRow = { answer: unknown }

/** Cells of a locker that belong to a tenant for a time. */
export type RentalRow = Rental & { locker: LockerId }

/** Everything that the servers keep. All of it comes back from a backup together, or not at all. */
export class Tables {
  readonly undo = new UndoLog()
  #order = 0
  readonly organizations = new Table<OrganizationRow>(this.undo)
  readonly lockers = new Table<LockerRow>(this.undo)
  /** The segments and the model of each locker, as the streams that it follows for them. */
  readonly belongings = new Table<readonly string[]>(this.undo)
  readonly codes = new Table<CodeRow>(this.undo)
  readonly nonces = new Table<Instant>(this.undo)
  readonly couriers = new Table<CourierRow>(this.undo)
  readonly rentals = new Table<RentalRow>(this.undo)
  readonly shipments = new Table<ShipmentRow>(this.undo)
  readonly parcels = new Table<ParcelRow>(this.undo)
  readonly rights = new Table<KeptRight>(this.undo)
  readonly commands = new Table<AskedCommand>(this.undo)
  readonly custody = new Table<CustodyEvent>(this.undo)
  readonly alarms = new Table<Alarm>(this.undo)
  readonly messages = new Table<MessageRow>(this.undo)
  readonly endpoints = new Table<EndpointRow>(this.undo)
  readonly jobs = new Table<JobRow>(this.undo)
  readonly quarantine = new Table<QuarantineRow>(this.undo)
  readonly journals = new Table<JournalRow>(this.undo)
  readonly entries = new Logs<EntryKept>(this.undo)
  readonly cells = new Table<CellState>(this.undo)
  readonly stays = new Table<MirroredStay>(this.undo)
  readonly streams = new Table<StreamRow>(this.undo)
  readonly feed = new Table<Table<FeedRow>>(this.undo)
  /** What the API has answered, by idempotency key. */
  readonly answers = new Table<AnswerRow>(this.undo)

  nextOrder(): number {
    return ++this.#order
  }

  feedOf(stream: string): Table<FeedRow> {
    let items = this.feed.get(stream)
    if (!items) this.feed.set(stream, (items = new Table<FeedRow>(this.undo)))
    return items
  }

  /** A backup: what is committed at this moment. */
  backup(): Backup {
    const { undo: _undo, feed, entries, ...rest } = this
    return {
      tables: new Map(Object.entries(rest).map(([name, table]) => [name, table.copy()])),
      entries: entries.copy(),
      feed: new Map([...feed.copy()].map(([stream, items]) => [stream, items.copy()])),
    }
  }

  restore(backup: Backup) {
    const { undo: _undo, feed, entries, ...rest } = this
    for (const [name, table] of Object.entries(rest) as [string, Table<unknown>][])
      table.replace(backup.tables.get(name) ?? new Map())
    entries.replace(backup.entries)
    feed.replace(
      new Map([...backup.feed].map(([stream, rows]) => [stream, new Table(this.undo, rows)])),
    )
    this.undo.forget()
  }
}

export type Backup = {
  tables: ReadonlyMap<string, ReadonlyMap<string, unknown>>
  entries: ReadonlyMap<string, readonly EntryKept[]>
  feed: ReadonlyMap<string, ReadonlyMap<string, FeedRow>>
}

export const entryKey = ({ locker, journal, seq }: EntryRef) => `${locker} ${journal} ${seq}`

/** What a row refers to must be there, or its transaction breaks. */
export function mustExist<V>(rows: Table<V>, key: string) {
  if (!rows.has(key)) throw new RangeError(`${key} does not exist`)
}

/** Two rows cannot have one key, and the transaction that tries it breaks. */
export function mustBeNew<V>(rows: Table<V>, key: string) {
  if (rows.has(key)) throw new RangeError(`${key} is there already`)
}
