import type { Clock } from '@cubby/kit/clock'
import { Bus } from '../bus.ts'
import type { BoardDefinition } from '../define-board.ts'
import type { ByteOrder } from '../fields.ts'
import type { Line } from '../lines/line.ts'
import { type DoorContact, lockBoard } from '../lock-board.ts'

/** What somebody who stands in front of the machine knows; channels that are named nowhere may be in any state. */
export type KnownDoors = { closed: readonly number[]; open: readonly number[] }
export type BoardSettings = { doorContact: DoorContact; byteOrder?: ByteOrder }

/**
 * The settings under which the board says what people see. One: it is that. Several: open one more door by hand, best
 * one of the first eight, and ask again. None: the model or the channels are wrong. Reads only; throws as a reading does.
 */
export async function calibrateBoard(options: {
  definition: BoardDefinition
  address: number
  line: Line
  clock: Clock
  known: KnownDoors
}): Promise<BoardSettings[]> {
  const { definition, known } = options
  const orders: (ByteOrder | undefined)[] =
    definition.byteOrder === undefined ? [undefined] : ['high-first', 'low-first']
  const fitting: BoardSettings[] = []
  for (const byteOrder of orders) {
    for (const doorContact of ['closed-is-1', 'closed-is-0'] as const) {
      const settings = byteOrder === undefined ? { doorContact } : { doorContact, byteOrder }
      const doors = await doorsUnder(settings, options)
      const fits =
        known.closed.every((channel) => doors[channel] === 'closed') &&
        known.open.every((channel) => doors[channel] === 'open')
      if (fits) fitting.push(settings)
    }
  }
  return fitting
}

async function doorsUnder(
  { doorContact, byteOrder }: BoardSettings,
  { definition, address, line, clock }: Parameters<typeof calibrateBoard>[0],
) {
  const set = byteOrder === undefined ? definition : { ...definition, byteOrder }
  await using bus = new Bus({ id: 'calibrate', line, definitions: [set], clock })
  return await lockBoard({ definition: set, address, doorContact, bus, clock }).readDoors()
}
