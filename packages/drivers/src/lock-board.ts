import { AppError } from '@cubby/kit/app-error'
import { type Clock, type Millis, millis } from '@cubby/kit/clock'
import type { Bus } from './bus.ts'
import { channelsOf, isChannel } from './codec.ts'
import { CoilGuard } from './coil-guard.ts'
import { asksPerChannel, type BoardDefinition, hasItemSensors } from './define-board.ts'

export type DoorReading = 'open' | 'closed'
/** `item` is null where the board has no sensor for it; a board without door contacts knows no door. */
export type CellReading = { door: DoorReading | 'unknown'; item: boolean | null }

/**
 * Whether the contacts are wired as the data sheet draws them: `closed-is-1` reads the board's states as the sheet
 * names them, `closed-is-0` the other way round. A matter of wiring, so a setting of each board.
 */
export type DoorContact = 'closed-is-1' | 'closed-is-0'

/** What every lock board must do. Keep it this small: a new board is an afternoon's work. */
export interface LockBoard {
  readonly definition: BoardDefinition
  readonly address: number
  /**
   * Resolves when the bytes of the pulse were written and the board had its time to answer, where it does. That says
   * nothing about the door: read it. A rejection other than `board/cooling-down` and `input/invalid` leaves open
   * whether the lock moved.
   */
  open(channel: number): Promise<void>
  /** One entry per channel. Rejects rather than guess: unknown is not closed. */
  readDoors(): Promise<CellReading['door'][]>
  /** Doors and items from one and the same status; `patience` shortens the board's own time-out. */
  read(patience?: Millis): Promise<CellReading[]>
  /** Takes the current off every lock, as far as the board can be reached; never rejects. */
  rest(): Promise<void>
  /** What only some boards can do. `undefined` means: design the flow without it. */
  can<K extends keyof BoardAbilities>(ability: K): BoardAbilities[K] | undefined
}

export interface BoardAbilities {
  occupancy: { read(): Promise<boolean[]> }
  /** Doors that the board tells of by itself. A hint to look, not a reading: it may be lost. */
  pushes: { onDoor(listener: (channel: number, door: DoorReading) => void): () => void }
}

export type LockBoardOptions = {
  definition: BoardDefinition
  address: number
  doorContact: DoorContact
  bus: Bus
  clock: Clock
}

/** How often the current is tried to be taken off before the board is given up, and how long between. */
const releaseTries = 20
const releasePause = millis(250)

/** Drives one board on a bus. */
export function lockBoard(options: LockBoardOptions): LockBoard {
  const { definition, address, bus, clock } = options
  const { commands } = definition
  const coils = new CoilGuard(definition.coil, clock)
  const doorOf = (isClosedBySheet: boolean): DoorReading =>
    isClosedBySheet === (options.doorContact === 'closed-is-1') ? 'closed' : 'open'

  const open = async (channel: number) => {
    if (!isChannel(definition, channel)) {
      throw new AppError(
        'input/invalid',
        `${definition.name} has channels 0 to ${definition.channels - 1}`,
      )
    }
    coils.use(channel)
    try {
      await askToOpen(options, channel)
    } finally {
      if (commands.release) await release(options, channel)
    }
  }

  const read = async (patience?: Millis): Promise<CellReading[]> => {
    if (!commands.status) return channelsOf(definition).map(() => ({ door: 'unknown', item: null }))
    const readings = await readStatus(options, patience)
    return readings.map(({ hook, item }) => ({ door: doorOf(hook), item }))
  }

  const abilities: Partial<BoardAbilities> = {
    ...(hasItemSensors(definition) && {
      occupancy: { read: async () => (await read()).map(({ item }) => item === true) },
    }),
    ...(definition.pushes && {
      pushes: {
        onDoor: (listener) =>
          bus.onPush((frame, from) => {
            if (from !== definition || frame.address !== address || frame.channel === null) return
            if (frame.door !== undefined) listener(frame.channel, doorOf(frame.door))
          }),
      },
    }),
  }

  return {
    definition,
    address,
    open,
    read,
    readDoors: async () => (await read()).map(({ door }) => door),
    rest: async () => {
      if (commands.rest)
        await bus
          .request({ definition, address, command: 'rest', isUrgent: true })
          .catch(onlyTrouble)
      else if (commands.release)
        for (const channel of channelsOf(definition)) await releaseOnce(options, channel)
    },
    can: (ability) => abilities[ability],
  }
}

/** What a board answers to "open" says nothing about the door, so a lost answer is no failure either. */
async function askToOpen({ definition, address, bus }: LockBoardOptions, channel: number) {
  try {
    await bus.request({ definition, address, command: 'open', channel, isUrgent: true })
  } catch (error) {
    if (!(error instanceof AppError) || !error.code.startsWith('board/')) throw error
  }
}

/** Ends a pulse that the board cannot end itself. The coil is hot until this went through, so it is tried for long. */
async function release(options: LockBoardOptions, channel: number) {
  await options.clock.sleep(options.definition.coil.pulse)
  for (let tries = 0; tries < releaseTries; tries++) {
    if (await releaseOnce(options, channel)) return
    await options.clock.sleep(releasePause)
  }
}

async function releaseOnce({ definition, address, bus }: LockBoardOptions, channel: number) {
  try {
    await bus.request({ definition, address, command: 'release', channel, isUrgent: true })
    return true
  } catch (error) {
    onlyTrouble(error)
    return false
  }
}

function onlyTrouble(error: unknown) {
  if (!(error instanceof AppError)) throw error
}

type Reading = { hook: boolean; item: boolean | null }

async function readStatus(options: LockBoardOptions, patience?: Millis): Promise<Reading[]> {
  const { definition, address, bus } = options
  const status = {
    definition,
    address,
    command: 'status' as const,
    isUrgent: false,
    ...(patience !== undefined && { patience }),
  }
  if (!asksPerChannel(definition)) {
    const reply = await bus.request(status)
    return (reply?.hooks ?? []).map((hook, channel) => ({
      hook,
      item: reply?.items?.[channel] ?? null,
    }))
  }
  const readings: Reading[] = []
  for (const channel of channelsOf(definition)) {
    const reply = await bus.request({ ...status, channel })
    readings.push({ hook: reply?.door === true, item: null })
  }
  return readings
}
