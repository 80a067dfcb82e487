import { decide } from '@cubby/domain/kernel/decide'
import { evolve } from '@cubby/domain/kernel/evolve'
import type { Effect, Intent, Outcome } from '@cubby/domain/kernel/intent'
import { freshLocker, type LockerState } from '@cubby/domain/kernel/state'
import { assert } from '@cubby/kit/assert'
import { canonicalJson } from '@cubby/kit/canonical-json'
import { type Instant, later, type Millis, millis } from '@cubby/kit/clock'
import type { BootId, IdSource, JournalId, LockerId, SessionId } from '@cubby/kit/ids'
import { sha256 } from '@cubby/keys/digest'
import { chainHash, GENESIS, type WireEntry } from '@cubby/protocol/link/envelope'
import type { MadeDirectory } from './made-directory.ts'

type Step = { outcome: Outcome; effects: readonly Effect[] }

/**
 * A locker without a machine: the real rules, a clock that is moved by hand, and a journal in memory, chained as
 * on disk. Whatever is asked of it, its entries are ones that a real locker could have written.
 */
export class MadeLocker {
  readonly id: LockerId
  readonly journal: JournalId
  readonly directory: MadeDirectory
  readonly entries: WireEntry[] = []
  readonly #ids: IdSource
  readonly #boot: BootId
  readonly #startedAt: Instant
  #state: LockerState = freshLocker
  #hash = GENESIS
  #now: Instant

  constructor(options: { id: LockerId; directory: MadeDirectory; ids: IdSource; at: Instant }) {
    this.id = options.id
    this.directory = options.directory
    this.#ids = options.ids
    this.#boot = options.ids.mint('bot')
    this.journal = options.ids.mint('jrn')
    this.#startedAt = options.at
    this.#now = options.at
    const doors = this.directory
      .cells(this.#now)
      .flatMap(({ id, sides }) =>
        sides.map((side) => ({ cell: id, side, door: 'closed' as const, item: null })),
      )
    this.do({ do: 'start', boot: this.#boot, version: 'bench', doors })
  }

  get now() {
    return this.#now
  }

  pass(time: Millis) {
    this.#now = later(this.#now, time)
  }

  /** Decides, and writes down what was decided. */
  do(intent: Intent): Step {
    const view = { state: this.#state, directory: this.directory }
    const { entries, effects, outcome } = decide(view, intent, this.#now, this.#ids)
    for (const decided of entries) {
      const seq = this.#state.seq + 1
      // As read back from a disk, where it stands in canonical JSON.
      const body = JSON.parse(canonicalJson(decided)) as typeof decided
      const entry = {
        seq,
        at: this.#now,
        boot: this.#boot,
        body,
        synced: true,
        mono: this.#now - this.#startedAt,
      }
      this.#state = evolve(this.#state, entry)
      this.#hash = chainHash(sha256, this.#hash, entry)
      this.entries.push({ ...entry, hash: this.#hash })
    }
    return { outcome, effects }
  }

  /** The doors that were asked to open do so, and somebody closes them a moment later. */
  openAndClose(step: Step) {
    assert(step.effects.length > 0, `nothing opened: ${JSON.stringify(step.outcome)}`)
    const see = (door: 'open' | 'closed') => {
      const doors = step.effects.map(({ cell, side }) => ({ cell, side, door, item: null }))
      this.do({ do: 'see-doors', doors })
    }
    this.pass(millis(180))
    see('open')
    this.pass(millis(9_000))
    see('closed')
    this.pass(millis(4_000))
  }

  /** Whoever stands there is done. */
  leave(session: SessionId) {
    this.do({ do: 'end-session', session })
    this.pass(millis(2_000))
  }
}
