import type { StatementSync } from 'node:sqlite'
import type { EntryBody } from '@cubby/domain/journal/entries'
import { evolve } from '@cubby/domain/kernel/evolve'
import { freshLocker, type LockerState } from '@cubby/domain/kernel/state'
import { sha256 } from '@cubby/keys/digest'
import { AppError } from '@cubby/kit/app-error'
import { canonicalJson } from '@cubby/kit/canonical-json'
import { days, type Instant, type Millis } from '@cubby/kit/clock'
import { type BootId, type IdSource, isId, type JournalId } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import { chainHash, GENESIS, type WireEntry } from '@cubby/protocol/link/envelope'
import { type EdgeDatabase, speaking } from './database.ts'

/** When something was recorded, and how far that time may be believed. */
export type Stamp = { at: Instant; boot: BootId; mono: Millis; synced: boolean }

/** How far the server has come with this journal. */
export type Acknowledged = { receivedThrough: number; durableThrough: number }

/** The shape of the folded state. Raised when it changes: an older snapshot is then folded anew. */
const SNAPSHOT_FORMAT = 1
/** Old enough to be whole, short enough to be checked at every start. */
const VERIFIED_AT_OPEN = 1_000

/**
 * Everything that happened at this locker, in order, durable before anybody is told or any door moves. Entries
 * are numbered without gaps and each carries the hash of the one before, so that nothing can go missing unseen.
 */
export class Journal {
  readonly id: JournalId
  readonly #db: EdgeDatabase
  readonly #insert: StatementSync
  readonly #select: StatementSync
  #lastSeq = 0
  #lastHash: string = GENESIS
  #lastAt = 0 as Instant
  #snapshotSeq = 0
  #prunedAt: Instant | null = null
  #acknowledged: Acknowledged = { receivedThrough: 0, durableThrough: 0 }

  /** Opens the journal in this file, or begins one. Throws `journal/damaged` when it contradicts itself. */
  constructor(db: EdgeDatabase, ids: IdSource) {
    this.#db = db
    this.id = journalIdIn(db, ids)
    this.#insert = db.sqlite.prepare(
      'insert into entry (seq, at, boot, mono, synced, body, hash) values (?, ?, ?, ?, ?, ?, ?)',
    )
    this.#select = db.sqlite.prepare(
      'select seq, at, boot, mono, synced, body, hash from entry where seq > ? order by seq limit ?',
    )
    this.#verifyTail()
    const known = db.sqlite
      .prepare('select received_through, durable_through from acknowledged')
      .get()
    if (known) {
      const { received_through: received, durable_through: durable } = known
      this.#acknowledged = { receivedThrough: Number(received), durableThrough: Number(durable) }
    }
  }

  get lastSeq() {
    return this.#lastSeq
  }

  /** The moment of the last entry: time has never been earlier than that. */
  get lastAt() {
    return this.#lastAt
  }

  get acknowledged() {
    return this.#acknowledged
  }

  get entriesSinceSnapshot() {
    return this.#lastSeq - this.#snapshotSeq
  }

  /** Writes entries behind the last one, all or none; they are on the disk when this returns. */
  append(bodies: readonly EntryBody[], stamp: Stamp): WireEntry[] {
    const entries: WireEntry[] = []
    let hash = this.#lastHash
    for (const body of bodies) {
      const bare = { seq: this.#lastSeq + entries.length + 1, ...stamp, body }
      hash = chainHash(sha256, hash, bare)
      entries.push({ ...bare, hash })
    }
    this.#db.transaction(() => {
      for (const { seq, at, boot, mono, synced, body, hash: own } of entries)
        this.#insert.run(seq, at, boot, mono, synced ? 1 : 0, canonicalJson(body), own)
    })
    // Only now: a failed commit leaves the chain where it was.
    this.#lastSeq += entries.length
    this.#lastHash = hash
    this.#lastAt = stamp.at
    return entries
  }

  /** Entries behind `seq`, oldest first. */
  after(seq: number, atMost: number): WireEntry[] {
    return speaking(() => this.#select.all(seq, atMost).map(entryOf))
  }

  /** The state that the whole journal folds to: the last snapshot and what came after it. */
  fold(): LockerState {
    const row = this.#db.sqlite.prepare('select seq, format, state from snapshot').get()
    const canRefold = this.#firstSeq() <= 1
    const isUsable = row !== undefined && (Number(row['format']) === SNAPSHOT_FORMAT || !canRefold)
    if (!isUsable && !canRefold) throw damaged('the beginning was pruned and there is no snapshot')
    let state = isUsable ? (JSON.parse(String(row['state'])) as LockerState) : freshLocker
    this.#snapshotSeq = isUsable ? Number(row['seq']) : 0
    if (state.seq !== this.#snapshotSeq || state.seq > this.#lastSeq)
      throw damaged(`the snapshot stands at ${this.#snapshotSeq}, the journal at ${this.#lastSeq}`)
    for (;;) {
      const entries = this.after(state.seq, VERIFIED_AT_OPEN)
      for (const entry of entries) state = evolve(state, entry)
      if (entries.length < VERIFIED_AT_OPEN) return state
    }
  }

  /** Remembers the fold, so that the next start need not begin at the beginning. */
  saveSnapshot(state: LockerState) {
    this.#db.transaction(() =>
      this.#db.sqlite
        .prepare('insert or replace into snapshot (id, seq, format, state) values (1, ?, ?, ?)')
        .run(state.seq, SNAPSHOT_FORMAT, JSON.stringify(state)),
    )
    this.#snapshotSeq = state.seq
    this.#db.checkpoint()
  }

  /** What the server said of this journal; it may have come back from a backup and say less than before. */
  acknowledge(next: Acknowledged) {
    const { receivedThrough, durableThrough } = this.#acknowledged
    if (next.receivedThrough === receivedThrough && next.durableThrough === durableThrough) return
    this.#db.lightTransaction(() =>
      this.#db.sqlite
        .prepare(
          'insert or replace into acknowledged (id, received_through, durable_through) values (1, ?, ?)',
        )
        .run(next.receivedThrough, next.durableThrough),
    )
    this.#acknowledged = next
  }

  /** As `prune`, but not more often than once a day. */
  pruneDaily(now: Instant) {
    if (this.#prunedAt !== null && now - this.#prunedAt < days(1)) return
    this.#prunedAt = now
    this.prune(now)
  }

  /**
   * Forgets what the server has for good, once it is old: a server restored from yesterday's backup is made
   * whole by its lockers. The tail stays, so that the chain can be checked at the next start.
   */
  prune(now: Instant): number {
    const through = Math.min(
      this.#acknowledged.durableThrough,
      this.#acknowledged.receivedThrough,
      this.#snapshotSeq,
      this.#lastSeq - VERIFIED_AT_OPEN,
    )
    if (through <= 0) return 0
    const before = (now - limits.journalKeptAtLeast) as Instant
    const result = this.#db.transaction(() =>
      this.#db.sqlite
        // By the first one that is too young and not by each one's time: a clock that jumped must leave no hole.
        .prepare(
          `delete from entry where seq <= ?1
           and seq < coalesce((select min(seq) from entry where at >= ?2), ?1 + 1)`,
        )
        .run(through, before),
    )
    return Number(result.changes)
  }

  #firstSeq(): number {
    const row = this.#db.sqlite.prepare('select min(seq) as first from entry').get()
    return Number(row?.['first'] ?? 0)
  }

  #verifyTail() {
    const last = this.#db.sqlite.prepare('select max(seq) as last from entry').get()?.['last']
    if (last === null || last === undefined) return
    // A pruned journal begins somewhere; what stood before its first entry only the server knows.
    const from = Math.max(this.#firstSeq() - 1, Number(last) - VERIFIED_AT_OPEN - 1)
    let hash: string | null = from === 0 ? GENESIS : null
    let expected = from + 1
    for (const entry of this.after(from, VERIFIED_AT_OPEN + 1)) {
      if (entry.seq !== expected) throw damaged(`entry ${expected} is missing`)
      if (hash !== null && chainHash(sha256, hash, entry) !== entry.hash)
        throw damaged(`entry ${entry.seq} was changed`)
      hash = entry.hash
      expected++
      this.#lastSeq = entry.seq
      this.#lastHash = entry.hash
      this.#lastAt = entry.at as Instant
    }
  }
}

function journalIdIn(db: EdgeDatabase, ids: IdSource): JournalId {
  const known = db.meta('journal')
  if (known === null) {
    const minted = ids.mint('jrn')
    db.setMeta('journal', minted)
    return minted
  }
  if (!isId('jrn', known)) throw damaged('its name is not an id')
  return known
}

function entryOf(row: Record<string, unknown>): WireEntry {
  const { seq, at, boot, mono, synced, body, hash } = row
  try {
    return {
      seq: Number(seq),
      at: Number(at),
      boot: boot as BootId,
      mono: Number(mono),
      synced: synced === 1,
      body: JSON.parse(String(body)) as EntryBody,
      hash: String(hash),
    }
  } catch (cause) {
    throw damaged(`entry ${String(seq)} cannot be read`, cause)
  }
}

const damaged = (detail: string, cause?: unknown) =>
  new AppError('journal/damaged', `the journal contradicts itself: ${detail}`, { cause })
