import type { LockerId } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import type { Through } from './ingest-group.ts'
import type { CheckedPush } from './prefix.ts'

/** A push whose locker waits for the answer. */
export type Waiting = {
  push: CheckedPush
  resolve(through: Through): void
  reject(error: unknown): void
}

/**
 * Pushes that wait for their transaction. Fresh news goes before old backlogs, and every group has room for one
 * backlog, so that neither starves. Nothing of a locker is handed out while something of it is under way.
 */
export class IngestLanes {
  readonly #fresh: Waiting[] = []
  readonly #backlogs: Waiting[] = []
  readonly #busy = new Set<LockerId>()
  #entries = 0

  get isEmpty(): boolean {
    return this.#entries === 0
  }

  /** How full it is; backlogs are turned away at the half. */
  get share(): number {
    return this.#entries / limits.ingestQueuedEntriesMax
  }

  hasRoomFor({ entries, backlog }: Pick<CheckedPush, 'entries' | 'backlog'>): boolean {
    const room = backlog === 0 ? limits.ingestQueuedEntriesMax : limits.ingestQueuedEntriesMax / 2
    return this.#entries + entries.length <= room
  }

  add(waiting: Waiting) {
    this.#entries += waiting.push.entries.length
    const lane = waiting.push.backlog === 0 ? this.#fresh : this.#backlogs
    lane.push(waiting)
  }

  /** What goes into the next transaction; say `done` when it has ended. */
  nextGroup(): Waiting[] {
    const group: Waiting[] = []
    const room = { entries: limits.ingestGroupEntriesMax }
    this.#take(group, this.#backlogs, room, 1)
    this.#take(group, this.#fresh, room, Infinity)
    this.#take(group, this.#backlogs, room, Infinity)
    return group
  }

  done(group: readonly Waiting[]) {
    for (const { push } of group) this.#busy.delete(push.locker)
  }

  /** Moves pushes of lockers that are not busy from a lane into the group, in order, while there is room. */
  #take(group: Waiting[], lane: Waiting[], room: { entries: number }, atMost: number) {
    const left: Waiting[] = []
    let taken = 0
    let isFull = false
    for (const waiting of lane) {
      const { locker, entries } = waiting.push
      isFull ||= taken >= atMost || (entries.length > room.entries && group.length > 0)
      if (isFull || this.#busy.has(locker)) {
        left.push(waiting)
        continue
      }
      group.push(waiting)
      this.#busy.add(locker)
      room.entries -= entries.length
      this.#entries -= entries.length
      taken++
    }
    lane.splice(0, lane.length, ...left)
  }
}
