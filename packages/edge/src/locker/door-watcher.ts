import { doorOf } from '@cubby/domain/cells/cell-state'
import type { Side } from '@cubby/domain/cells/layout'
import type { DoorSeen, Intent } from '@cubby/domain/kernel/intent'
import { cellIn, doorsKnown, type LockerState } from '@cubby/domain/kernel/state'
import {
  type DoorKey,
  type DoorState,
  type DoorStates,
  doorKey,
  type LockerHardware,
} from '@cubby/drivers/locker-hardware'
import { type Clock, type Millis, millis, seconds } from '@cubby/kit/clock'
import type { CellId } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import type { Logger } from 'pino'
import { Alarm } from '../alarm.ts'

/** How often doors are looked at: `busy` while one is open or about to be, `idle` otherwise. */
export type Polling = { busy: Millis; idle: Millis }
export const defaultPolling: Polling = { busy: millis(80), idle: seconds(2) }

/**
 * A door that has stood open longer than this is in no hurry; nor is one that was given up: it may still open, slowly,
 * and then somebody may put something in.
 */
const hurriesFor = seconds(30)
const unhurried = millis(500)
const afterFailure = seconds(1)
/** By how much a timer may wake before its time. */
const timerSlack = 2

type WatchedDoor = { cell: CellId; side: Side; since: number; isGivenUp: boolean }

export type DoorWatcherOptions = {
  clock: Clock
  hardware: () => LockerHardware | null
  state: () => LockerState
  submit: (intent: Intent) => Promise<unknown>
  /** False for wires that lead to no cell of the layout. */
  isCell: (cell: CellId) => boolean
  polling: Polling
  log: Logger
  stop: AbortSignal
}

/**
 * Looks at the contacts and reports what differs from the record. Where somebody stands it looks often, at those
 * boards only; elsewhere now and then. A door counts as closed when two looks in a row say so, because a contact
 * bounces and a checksum may pass by chance; open and unknown count at once.
 */
export class DoorWatcher {
  readonly #options: DoorWatcherOptions
  readonly #alarm: Alarm
  /** Doors that one look found closed, and when that was. */
  readonly #closedOnce = new Map<DoorKey, number>()
  /** Doors that are open or about to be, with the moment from which they were watched, by what was asked of them. */
  readonly #watchedSince = new Map<string, number>()
  #lookedAtAllAt = -Infinity
  /** What follows from the state, which is never changed in place: nearly every look finds the same one. */
  #record: { state: LockerState; watched: WatchedDoor[]; doors: Map<DoorKey, string> } | null = null

  constructor(options: DoorWatcherOptions) {
    this.#options = options
    this.#alarm = new Alarm(options.clock, options.stop)
  }

  /** A pulse is on its way, or something else makes the next look urgent. */
  hurry() {
    this.#alarm.ring()
  }

  /** Looks until everything stops. */
  async run() {
    const { clock, stop, polling, log } = this.#options
    while (!stop.aborted) {
      try {
        await this.#look()
      } catch (error) {
        // A full disk. What was not recorded is still different at the next look, which need not be soon.
        log.error({ err: error }, 'doors not recorded')
        await clock.sleep(afterFailure, stop)
      }
      await this.#alarm.wait(this.#pause(polling))
    }
  }

  /**
   * True at the second of two looks that are far enough apart: something else may have hurried them. A timer may
   * wake a moment early by the clock, which must not cost another look.
   */
  #isClosedForGood(key: DoorKey): boolean {
    const now = this.#options.clock.monotonic()
    const before = this.#closedOnce.get(key)
    if (before === undefined) this.#closedOnce.set(key, now)
    return before !== undefined && now - before >= this.#options.polling.busy - timerSlack
  }

  #pause({ busy, idle }: Polling): Millis {
    if (this.#closedOnce.size > 0) return busy
    const watched = this.#watched()
    if (watched.length === 0) return idle
    const now = this.#options.clock.monotonic()
    return watched.some(({ since }) => now - since < hurriesFor)
      ? busy
      : millis(Math.max(busy, Math.min(idle, unhurried)))
  }

  /** Where each door stands on record, and those that are open or were asked to open, since when. */
  #recorded() {
    const state = this.#options.state()
    if (this.#record?.state === state) return this.#record
    const doors = new Map<DoorKey, string>()
    const now = this.#options.clock.monotonic()
    const watched: WatchedDoor[] = []
    const before = new Map(this.#watchedSince)
    this.#watchedSince.clear()
    for (const { cell, side } of doorsKnown(state)) {
      const { door, cause } = doorOf(cellIn(state, cell), side)
      const key = doorKey(cell, side)
      doors.set(key, door)
      if (door !== 'open' && cause === null) continue
      // Who asks once more is hurried for anew.
      const watch = `${key} ${cause?.request ?? ''}`
      const since = before.get(watch) ?? now
      this.#watchedSince.set(watch, since)
      watched.push({ cell, side, since, isGivenUp: door !== 'open' && cause?.gaveUp === true })
    }
    this.#record = { state, watched, doors }
    return this.#record
  }

  /**
   * The doors that are worth a look of their own. One that was given up long ago is not: when it moves now it counts as forced,
   * and until a technician comes it would have its board asked day and night.
   */
  #watched(): WatchedDoor[] {
    const now = this.#options.clock.monotonic()
    return this.#recorded().watched.filter(
      ({ since, isGivenUp }) => !isGivenUp || now - since < limits.openAgainWithin,
    )
  }

  async #look() {
    const { clock, hardware, polling } = this.#options
    const locks = hardware()
    if (!locks) return
    const watched = this.#watched()
    const isTimeForAll = clock.monotonic() - this.#lookedAtAllAt >= polling.idle
    if (isTimeForAll || watched.length === 0) {
      this.#lookedAtAllAt = clock.monotonic()
      await this.#report(locks, await locks.readAll())
      return
    }
    // Those on one board share one question.
    const reads = await Promise.all(watched.map(({ cell, side }) => readBoard(locks, cell, side)))
    await this.#report(locks, new Map(reads.flatMap((read) => [...read])))
  }

  async #report(locks: LockerHardware, seen: DoorStates) {
    // Read over wires that lead elsewhere by now.
    if (this.#options.hardware() !== locks) return
    const { doors: recorded } = this.#recorded()
    const doors: DoorSeen[] = []
    for (const [key, state] of seen) {
      const { door } = state
      const isKnown = (recorded.get(key) ?? 'unknown') === door
      if (isKnown || door !== 'closed') this.#closedOnce.delete(key)
      if (isKnown) continue
      const each = doorSeen(key, state)
      if (!this.#options.isCell(each.cell)) continue
      if (door !== 'closed' || this.#isClosedForGood(key)) doors.push(each)
    }
    if (doors.length === 0 || this.#options.stop.aborted) return
    await this.#options.submit({ do: 'see-doors', doors })
    for (const { cell, side } of doors) this.#closedOnce.delete(doorKey(cell, side))
  }
}

/** A door of the record that no wire leads to (the layout changed) is simply not seen. */
async function readBoard(locks: LockerHardware, cell: CellId, side: Side): Promise<DoorStates> {
  try {
    return await locks.readBoardOf(cell, side)
  } catch {
    return new Map()
  }
}

/** What the boards said, in the words of the rules. */
export const doorsSeen = (states: DoorStates): DoorSeen[] =>
  [...states].map(([key, state]) => doorSeen(key, state))

function doorSeen(key: DoorKey, { door, item }: DoorState): DoorSeen {
  const at = key.lastIndexOf('/')
  return { cell: key.slice(0, at) as CellId, side: key.slice(at + 1) as Side, door, item }
}
