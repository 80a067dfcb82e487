import { sha256 } from '@cubby/keys/digest'
import { minutes } from '@cubby/kit/clock'
import type { JournalId, LockerId } from '@cubby/kit/ids'
import type { VirtualClock } from '@cubby/kit/virtual-clock'
import { GENESIS, hashAfter } from '@cubby/protocol/link/envelope'
import { journalKey } from '@cubby/server/store/slice'
import type { MemoryStore } from '../store/memory-store.ts'
import type { Checker, Observed, Report } from '../world/observed.ts'

/** No answer is under way for longer. */
const ANSWER_TAKES = minutes(2)

/**
 * Invariants 1 and 2: what a locker was told is durable is on the server for good; the server's log of a journal is a
 * gapless, hash-equal prefix of what some disk of that journal really held.
 */
export class JournalsChecker implements Checker {
  readonly invariant = 2
  readonly #store: MemoryStore
  readonly #report: Report
  /** Hashes that a disk held for good, by journal and place: more than one after a fork. */
  readonly #written = new Map<string, Set<string>>()
  /** How far lockers were promised that their entries are safe. */
  readonly #promised = new Map<string, number>()
  readonly #seen = new Map<string, number>()
  readonly #clock: VirtualClock
  #restoredAt = -Infinity

  constructor(options: { clock: VirtualClock; store: MemoryStore; report: Report }) {
    this.#clock = options.clock
    this.#store = options.store
    this.#report = options.report
  }

  see(observed: Observed) {
    if (observed.see === 'entry') {
      const { machine, journal, entry } = observed
      const place = placeOf(machine.id, journal, entry.seq)
      const hashes = this.#written.get(place)
      if (hashes) hashes.add(entry.hash)
      else this.#written.set(place, new Set([entry.hash]))
    }
    if (observed.see === 'acknowledged') {
      const key = journalKey(observed.machine.id, observed.journal)
      const before = this.#promised.get(key) ?? 0
      const { durableThrough } = observed
      this.#promised.set(key, Math.max(before, durableThrough))
      const kept = this.#store.tables.entries.list(key).length
      // An answer may have been on its way while the servers lost what it speaks of.
      if (durableThrough > kept && this.#clock.now() - this.#restoredAt > ANSWER_TAKES)
        this.#report(1, `${key}: "safe through ${durableThrough}" was answered, ${kept} are kept`)
    }
  }

  /** After a commit of the servers: only what is new is looked at. */
  afterCommit() {
    for (const key of this.#store.tables.entries.keys()) {
      const list = this.#store.tables.entries.list(key)
      const from = this.#seen.get(key) ?? 0
      if (list.length <= from) continue
      this.#seen.set(key, list.length)
      this.#compare(key, from)
    }
  }

  /** The servers were put back to an older state: look at everything again. */
  restored(isDiskGone: (key: string) => boolean) {
    this.#seen.clear()
    this.#restoredAt = this.#clock.now()
    for (const [key, promised] of this.#promised) {
      const left = this.#store.tables.entries.list(key).length
      // Nobody has the rest any more: the backup is older, and the disk that held it is scrap.
      if (isDiskGone(key)) this.#promised.set(key, Math.min(promised, left))
    }
  }

  /** A disk is scrap: of its journal only the servers know. */
  scrapped(locker: LockerId, journal: JournalId) {
    const key = journalKey(locker, journal)
    const left = this.#store.tables.entries.list(key).length
    this.#promised.set(key, Math.min(this.#promised.get(key) ?? 0, left))
  }

  atRest() {
    this.#seen.clear()
    this.afterCommit()
    for (const [key, promised] of this.#promised) {
      const kept = this.#store.tables.entries.list(key).length
      if (kept < promised)
        this.#report(1, `${key}: entries through ${promised} were promised, ${kept} are kept`)
    }
  }

  #compare(key: string, from: number) {
    const list = this.#store.tables.entries.list(key)
    const [locker, journal] = key.split(' ') as [LockerId, JournalId]
    let before = from === 0 ? GENESIS : (list[from - 1]?.hash ?? GENESIS)
    for (let i = from; i < list.length; i++) {
      const entry = list[i]
      if (!entry) return
      if (entry.seq !== i + 1) this.#report(2, `${key}: entry ${i + 1} is missing`)
      if (!this.#written.get(placeOf(locker, journal, entry.seq))?.has(entry.hash))
        this.#report(2, `${key}: the server keeps an entry ${entry.seq} that no disk ever held`)
      if (hashAfter(sha256, before, entry.text) !== entry.hash)
        this.#report(2, `${key}: the text of entry ${entry.seq} is not what was hashed`)
      before = entry.hash
    }
  }
}

const placeOf = (locker: LockerId, journal: JournalId, seq: number) => `${locker} ${journal} ${seq}`
