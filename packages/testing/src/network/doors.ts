import type { EmulatorClient } from '@cubby/drivers/emulator/emulator-client'
import type { HardwareConfig, Side } from '@cubby/drivers/hardware-config'
import { must } from '@cubby/kit/assert'
import type { Instant } from '@cubby/kit/clock'
import type { CellId } from '@cubby/kit/ids'

/** The machine as a body meets it from the front: doors that stand open or not, hands that put, take and push. */
export type Hands = {
  isOpen(cell: CellId): Promise<boolean>
  put(cell: CellId): Promise<void>
  take(cell: CellId): Promise<void>
  close(cell: CellId): Promise<void>
}

/** The same for somebody who also sees through steel. */
export type Doors = Hands & {
  /** Cells with something inside, whoever thinks otherwise. */
  full(): Promise<CellId[]>
  /** Every time a coil was given current, oldest first. */
  pulses(): Promise<{ at: Instant; cell: CellId; side: Side }[]>
}

/** Hands and eyes for the doors of this wiring. */
export function doorsOf(hands: EmulatorClient, config: HardwareConfig): Doors {
  const boards = config.buses.flatMap((bus) => bus.boards)
  const addresses = new Map(boards.map(({ id, address }) => [id, address]))
  const places = new Map(
    config.doors.map(({ cell, side, board, channel }) => [
      `${cell}/${side}`,
      { board: must(addresses.get(board), `no board ${board}`), channel },
    ]),
  )
  const byPlace = new Map(
    config.doors.map((door) => {
      const { board, channel } = must(places.get(`${door.cell}/${door.side}`), 'a door')
      return [`${board}/${channel}`, { cell: door.cell, side: door.side }]
    }),
  )
  const at = (cell: CellId, side: Side) => must(places.get(`${cell}/${side}`), `no door ${cell}`)
  const doorAt = (board: number, channel: number) =>
    must(byPlace.get(`${board}/${channel}`), `nothing is wired to ${board}/${channel}`)
  const move = async (what: 'put-item' | 'take-item' | 'close-door', cell: CellId) => {
    await hands.do({ do: what, ...at(cell, 'front') })
  }
  return {
    isOpen: async (cell) => {
      const { board, channel } = at(cell, 'front')
      const seen = (await hands.state()).find((each) => each.board === board)
      return seen?.open.includes(channel) ?? false
    },
    put: (cell) => move('put-item', cell),
    take: (cell) => move('take-item', cell),
    close: (cell) => move('close-door', cell),
    full: async () =>
      (await hands.state()).flatMap(({ board, items }) =>
        items.map((channel) => doorAt(board, channel).cell),
      ),
    pulses: async () =>
      (await hands.pulses()).map((pulse) => ({
        at: pulse.at,
        ...doorAt(pulse.address, pulse.channel),
      })),
  }
}

/** Hands for a virtual locker, through the bench that its program offers on loopback. */
export function benchHands(benchUrl: string): Hands {
  const ask = async (path: string, body?: object) => {
    const reply = await fetch(new URL(path, benchUrl), {
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
      headers: { 'content-type': 'application/json' },
    })
    if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`)
    return reply.json()
  }
  const move = async (what: string, cell: CellId) => {
    await ask('/bench/v1/hands', { do: what, cell, side: 'front' })
  }
  return {
    isOpen: async (cell) => {
      const { doors } = (await ask('/bench/v1/doors')) as {
        doors: { cell: CellId; side: Side; door: 'open' | 'closed' }[]
      }
      return doors.some((each) => each.cell === cell && each.door === 'open')
    },
    put: (cell) => move('put-item', cell),
    take: (cell) => move('take-item', cell),
    close: (cell) => move('close-door', cell),
  }
}
