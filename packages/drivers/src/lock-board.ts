import { AppError } from '@cubby/kit/app-error'
import { assert } from '@cubby/kit/assert'
import type { Clock, Millis } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import type { Bus } from './bus.ts'
import { isChannel } from './codec.ts'
import { type BoardDefinition, hasItemSensors } from './define-board.ts'

export type DoorReading = 'open' | 'closed'
/** `item` is null where the board has no sensor for it. */
export type CellReading = { door: DoorReading; item: boolean | null }

/** Which bit of a status means a closed door: a matter of wiring, so a setting of each board. */
export type DoorContact = 'closed-is-1' | 'closed-is-0'

/** What every lock board must do. Keep it this small: a new board is an afternoon's work. */
export interface LockBoard {
  readonly definition: BoardDefinition
  readonly address: number
  /**
   * Resolves when the bytes of the pulse were written. That says nothing about the door: read it.
   * A rejection other than `board/cooling-down` and `input/invalid` leaves open whether the lock moved.
   */
  open(channel: number): Promise<void>
  /** One entry per channel. Rejects rather than guess: unknown is not closed. */
  readDoors(): Promise<DoorReading[]>
  /** Doors and items from one and the same status; `patience` shortens the board's own time-out. */
  read(patience?: Millis): Promise<CellReading[]>
  /** What only some boards can do. `undefined` means: design the flow without it. */
  can<K extends keyof BoardAbilities>(ability: K): BoardAbilities[K] | undefined
}

export interface BoardAbilities {
  occupancy: { read(): Promise<boolean[]> }
}

export type LockBoardOptions = {
  definition: BoardDefinition
  address: number
  doorContact: DoorContact
  bus: Bus
  clock: Clock
}

/** Drives one board on a bus. */
export function lockBoard({
  definition,
  address,
  doorContact,
  bus,
  clock,
}: LockBoardOptions): LockBoard {
  const lastPulseAt = new Map<number, Millis>()

  const read = async (patience?: Millis): Promise<CellReading[]> => {
    const status = { definition, address, command: 'status', isUrgent: false } as const
    const reply = await bus.request(patience === undefined ? status : { ...status, patience })
    const hooks = reply?.hooks
    assert(hooks, `${definition.model}: a status reply without door bits`)
    const closed = doorContact === 'closed-is-1'
    return hooks.map((hook, channel) => ({
      door: hook === closed ? 'closed' : 'open',
      item: reply.items?.[channel] ?? null,
    }))
  }

  const open = async (channel: number) => {
    if (!isChannel(definition, channel)) {
      throw new AppError(
        'input/invalid',
        `${definition.name} has channels 0 to ${definition.channels - 1}`,
      )
    }
    const now = clock.monotonic()
    const coolAt = (lastPulseAt.get(channel) ?? -Infinity) + limits.pulseGapPerCell
    if (now < coolAt) {
      throw new AppError('board/cooling-down', `lock ${channel} was pulsed a moment ago`, {
        extra: { retryAfterMs: coolAt - now },
      })
    }
    // Counted from the asking: a pulse that failed half-way may have heated the coil all the same.
    lastPulseAt.set(channel, now)
    await bus.request({ definition, address, command: 'open', channel, isUrgent: true })
  }

  const abilities: Partial<BoardAbilities> = hasItemSensors(definition)
    ? { occupancy: { read: async () => (await read()).map(({ item }) => item === true) } }
    : {}

  return {
    definition,
    address,
    open,
    read,
    readDoors: async () => (await read()).map(({ door }) => door),
    can: (ability) => abilities[ability],
  }
}
