import type { LockerId } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import type { Through } from './group.ts'
import type { CheckedPush } from './prefix.ts'

type Sized = Pick<CheckedPush, 'entries' | 'backlog'>

/** Little, and nothing behind it: a locker that comes back with an hour's entries in one push is not fresh. */
const isFresh = ({ entries, backlog }: Sized) =>
  backlog === 0 && entries.length <= limits.ingestFreshEntriesMax

/** A push whose locker waits for the answer. */
export type Waiting = {
  push: CheckedPush
  resolve(through: Through): void
  reject(error: unknown): void
}

/**
 * Pushes that wait for their transaction. Fresh news goes before old backlogs and in a transaction of its own, which
 * does not last as long as one of thousands of entries. Nothing of a locker is handed out while something of it is
 * under way.
 */
export class IngestLanes {
  readonly #fresh: Waiting[] = []
  readonly #backlogs: Waiting[] = []
  readonly #busy = new Set<LockerId>()
  #entries = 0

  get isEmpty(): boolean {
    return this.#entries === 0
  }

  /** Entries that wait. */
  get entries(): number {
    return this.#entries
  }

  /** How full it is; backlogs are turned away at the half. */
  get share(): number {
    return this.#entries / limits.ingestQueuedEntriesMax
  }

  hasRoomFor(push: Sized): boolean {
    const room = isFresh(push) ? limits.ingestQueuedEntriesMax : limits.ingestQueuedEntriesMax / 2
    return this.#entries + push.entries.length <= room
  }

  add(waiting: Waiting) {
    this.#entries += waiting.push.entries.length
    const lane = isFresh(waiting.push) ? this.#fresh : this.#backlogs
    lane.push(waiting)
  }

  /** Fresh news for the next transaction; say `done` when it has ended. */
  nextFresh(): Waiting[] {
    return this.#take(this.#fresh, limits.ingestGroupEntriesMax)
  }

  /** The same of backlogs, about so many entries of them. */
  nextBacklogs(entries: number): Waiting[] {
    return this.#take(this.#backlogs, entries)
  }

  done(group: readonly Waiting[]) {
    for (const { push } of group) this.#busy.delete(push.locker)
  }

  /** Takes pushes of lockers that are not busy from a lane, in order, while there is room. */
  #take(lane: Waiting[], room: number): Waiting[] {
    const group: Waiting[] = []
    const left: Waiting[] = []
    let isFull = false
    for (const waiting of lane) {
      const { locker, entries } = waiting.push
      isFull ||= entries.length > room && group.length > 0
      if (isFull || this.#busy.has(locker)) {
        left.push(waiting)
        continue
      }
      group.push(waiting)
      this.#busy.add(locker)
      room -= entries.length
      this.#entries -= entries.length
    }
    lane.splice(0, lane.length, ...left)
    return group
  }
}
