import type { Side } from '@cubby/domain/cells/layout'
import {
  type DoorState,
  type DoorStates,
  type LockerHardware,
} from '@cubby/drivers/locker-hardware'
import { AppError } from '@cubby/kit/app-error'
import { type Instant, millis, type Millis } from '@cubby/kit/clock'
import type { CellId } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import type { Prng } from '@cubby/kit/prng'
import type { VirtualClock } from '@cubby/kit/virtual-clock'
import type { Cabinet, SteelDoor } from './cabinet.ts'
import type { Life } from './life.ts'

/** How a lock board behaves at the moment. */
export type BoardMood = 'well' | 'silent' | 'late' | 'echoing'

const unknown: DoorState = { door: 'unknown', item: null }
const closed: DoorState = { door: 'closed', item: null }

/** A bolt lets go within this. */
const BOLT_MS_MAX = 400
/** A stiff one hangs on for so long: some of it past the moment at which the machine gives the door up. */
const STIFF_MS = [1_000, 12_000] as const
const ANSWER_MS_MAX = 40
const LATE_MS_MAX = 1_900

/**
 * The lock boards of one machine between a program and the steel. They obey pulses and tell of contacts, and may
 * be silent, late, or answer with the echo of the question. They know no rights: what they are told, they do.
 */
export class SimBoards {
  readonly cabinet: Cabinet
  readonly moods: BoardMood[]
  readonly #clock: VirtualClock
  readonly #chance: Prng
  readonly #pulsedAt = new Map<SteelDoor, Instant>()
  /** Called when a pulse really reaches a lock. May throw to end the program right there. */
  onPulse: ((door: SteelDoor, life: Life) => void) | null = null

  constructor(options: { cabinet: Cabinet; clock: VirtualClock; chance: Prng }) {
    this.cabinet = options.cabinet
    this.#clock = options.clock
    this.#chance = options.chance
    this.moods = Array.from({ length: this.cabinet.boards }, () => 'well' as const)
  }

  /** The boards as one program reaches them. */
  hardwareFor(life: Life): LockerHardware {
    const alive = <T>(work: () => Promise<T>) => life.hears(work())
    return {
      pulse: (cell, side) => alive(() => this.#pulse(cell, side, life)),
      readAll: () => alive(() => this.#read(null)),
      readBoardOf: (cell, side) => alive(() => this.#read(this.cabinet.door(cell, side).board)),
      health: () => [],
      onTraffic: () => () => {},
      [Symbol.asyncDispose]: async () => {},
    }
  }

  async #pulse(cell: CellId, side: Side, life: Life): Promise<void> {
    const door = this.cabinet.door(cell, side)
    const now = this.#clock.now()
    const since = now - (this.#pulsedAt.get(door) ?? -Infinity)
    if (since < limits.pulseGapPerCell)
      throw new AppError('board/cooling-down', 'the coil is hot', {
        extra: { retryAfterMs: limits.pulseGapPerCell - since },
      })
    this.#pulsedAt.set(door, now)
    this.onPulse?.(door, life)
    const mood = this.moods[door.board] ?? 'well'
    if (mood === 'silent') {
      // The bytes left; whether the board heard them nobody can say.
      await this.#clock.sleep(limits.boardReplyTimeout)
      throw new AppError('board/no-answer', 'the board did not answer')
    }
    void this.#letGo(door)
    await this.#answer(mood)
    if (mood === 'echoing') throw new AppError('board/unexpected', 'the board echoed the question')
  }

  async #letGo(door: SteelDoor) {
    const { openings } = door
    await this.#clock.sleep(millis(this.#chance.int(50, BOLT_MS_MAX)))
    if (door.bolt === 'stiff') {
      await this.#clock.sleep(millis(this.#chance.int(...STIFF_MS)))
      // Another pulse, or a crowbar, was quicker.
      if (door.openings > openings) return
    }
    if (door.bolt !== 'jammed') this.cabinet.move(door, true, 'bolt')
  }

  async #read(board: number | null): Promise<DoorStates> {
    const asked = this.moods.flatMap((mood, i) => (board === null || board === i ? [mood] : []))
    await this.#answer(asked.includes('late') ? 'late' : 'well')
    const now = this.#clock.now()
    const states: DoorStates = new Map()
    for (const [key, door] of this.cabinet.doors)
      if (board === null || board === door.board) states.set(key, this.#seen(door, now))
    return states
  }

  #seen(door: SteelDoor, now: Instant): DoorState {
    const mood = this.moods[door.board] ?? 'well'
    if (mood === 'silent' || mood === 'echoing') return unknown
    // Nearly every look finds what the last one found.
    if (!door.isOpen && this.cabinet.sensors.size === 0 && now >= door.bouncesUntil) return closed
    const item = this.cabinet.sensors.has(door.cell)
      ? this.cabinet.inside(door.cell).size > 0
      : null
    const isBouncing = now < door.bouncesUntil && this.#chance.chance(0.5)
    return { door: door.isOpen !== isBouncing ? 'open' : 'closed', item }
  }

  #answer(mood: BoardMood): Promise<void> {
    const most: Millis = millis(mood === 'late' ? LATE_MS_MAX : ANSWER_MS_MAX)
    return this.#clock.sleep(millis(this.#chance.int(5, most)))
  }
}
