import type { EntryBody } from '@cubby/domain/journal/entries'
import { evolve } from '@cubby/domain/kernel/evolve'
import { freshLocker, type LockerState } from '@cubby/domain/kernel/state'
import { sha256 } from '@cubby/keys/digest'
import { AppError } from '@cubby/kit/app-error'
import { must } from '@cubby/kit/assert'
import { canonicalJson } from '@cubby/kit/canonical-json'
import { days, type Instant, type Millis } from '@cubby/kit/clock'
import { type BootId, type IdSource, isId, type JournalId } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import {
  chainHash,
  GENESIS,
  hashAfter,
  textAround,
  type WireEntry,
} from '@cubby/protocol/link/envelope'
import type { Acknowledged, EdgeDisk } from './edge-disk.ts'

/** When something was recorded, and how far that time may be believed. */
export type Stamp = { at: Instant; boot: BootId; mono: Millis; synced: boolean }

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
  readonly #disk: EdgeDisk
  #lastSeq = 0
  #lastHash: string = GENESIS
  #lastAt = 0 as Instant
  #snapshotSeq = 0
  #prunedAt: Instant | null = null
  #acknowledged: Acknowledged = { receivedThrough: 0, durableThrough: 0 }

  /** Opens the journal on this disk, or begins one. Throws `journal/damaged` when it contradicts itself. */
  constructor(disk: EdgeDisk, ids: IdSource) {
    this.#disk = disk
    this.id = journalIdOn(disk, ids)
    this.#verifyTail()
    this.#acknowledged = disk.acknowledged() ?? this.#acknowledged
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
    const texts: string[] = []
    let hash = this.#lastHash
    for (const body of bodies) {
      const bare = { seq: this.#lastSeq + entries.length + 1, ...stamp, body }
      const text = canonicalJson(body)
      hash = hashAfter(sha256, hash, textAround(bare, text))
      entries.push({ ...bare, hash })
      texts.push(text)
    }
    this.#disk.transaction(() => {
      for (const [i, entry] of entries.entries())
        this.#disk.entries.insert({ ...entry, body: must(texts[i], 'a text for each entry') })
    })
    // Only now: a failed commit leaves the chain where it was.
    this.#lastSeq += entries.length
    this.#lastHash = hash
    this.#lastAt = stamp.at
    return entries
  }

  /** Entries behind `seq`, oldest first. */
  after(seq: number, atMost: number): WireEntry[] {
    return this.#disk.entries.after(seq, atMost)
  }

  /** The state that the whole journal folds to: the last snapshot and what came after it. */
  fold(): LockerState {
    const saved = this.#disk.snapshot()
    const canRefold = (this.#disk.entries.ends()?.first ?? 0) <= 1
    const isUsable = saved !== null && (saved.format === SNAPSHOT_FORMAT || !canRefold)
    if (!isUsable && !canRefold) throw damaged('the beginning was pruned and there is no snapshot')
    let state = isUsable ? (JSON.parse(saved.state) as LockerState) : freshLocker
    this.#snapshotSeq = isUsable ? saved.seq : 0
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
    const snapshot = { seq: state.seq, format: SNAPSHOT_FORMAT, state: JSON.stringify(state) }
    this.#disk.transaction(() => this.#disk.saveSnapshot(snapshot))
    this.#snapshotSeq = state.seq
    this.#disk.checkpoint()
  }

  /** What the server said of this journal; it may have come back from a backup and say less than before. */
  acknowledge(next: Acknowledged) {
    const { receivedThrough, durableThrough } = this.#acknowledged
    if (next.receivedThrough === receivedThrough && next.durableThrough === durableThrough) return
    this.#disk.lightTransaction(() => this.#disk.saveAcknowledged(next))
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
    return this.#disk.transaction(() => this.#disk.entries.prune(through, before))
  }

  #verifyTail() {
    const ends = this.#disk.entries.ends()
    if (!ends) return
    // A pruned journal begins somewhere; what stood before its first entry only the server knows.
    const from = Math.max(ends.first - 1, ends.last - VERIFIED_AT_OPEN - 1)
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

function journalIdOn(disk: EdgeDisk, ids: IdSource): JournalId {
  const known = disk.meta('journal')
  if (known === null) {
    const minted = ids.mint('jrn')
    disk.setMeta('journal', minted)
    return minted
  }
  if (!isId('jrn', known)) throw damaged('its name is not an id')
  return known
}

const damaged = (detail: string) =>
  new AppError('journal/damaged', `the journal contradicts itself: ${detail}`)
