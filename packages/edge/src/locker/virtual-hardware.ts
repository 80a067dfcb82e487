import { cellsOf, type Layout, type Side } from '@cubby/domain/cells/layout'
import { cu48 } from '@cubby/drivers/boards/cu48'
import { attachBoards } from '@cubby/drivers/emulator/attach-boards'
import { type DoorEvent, EmulatedBoard } from '@cubby/drivers/emulator/emulated-board'
import type { DoorConfig, HardwareConfig, LineConfig } from '@cubby/drivers/hardware-config'
import { type DoorKey, doorKey } from '@cubby/drivers/locker-hardware'
import { memoryLinePair } from '@cubby/drivers/lines/memory-line'
import { AppError } from '@cubby/kit/app-error'
import { must } from '@cubby/kit/assert'
import type { Clock } from '@cubby/kit/clock'
import type { CellId } from '@cubby/kit/ids'

const boardsPerBus = cu48.addresses.last - cu48.addresses.first + 1

/**
 * Wires a layout to CU48 boards as a builder would: doors in the order of the plan over channels, boards of 48,
 * buses of ten boards. `lineOf` says what carries each bus.
 */
export function virtualHardware(
  layout: Layout,
  lineOf: (bus: number) => LineConfig,
): HardwareConfig {
  const doors = doorsOf(layout).map(({ cell, side }, i): DoorConfig => ({
    cell,
    side,
    board: `board-${Math.floor(i / cu48.channels)}`,
    channel: i % cu48.channels,
  }))
  const boards = Math.max(1, Math.ceil(doors.length / cu48.channels))
  const buses = Array.from({ length: Math.ceil(boards / boardsPerBus) }, (_, bus) => ({
    id: `bus-${bus}`,
    line: lineOf(bus),
    boards: Array.from(
      { length: Math.min(boardsPerBus, boards - bus * boardsPerBus) },
      (_each, address) => ({
        id: `board-${bus * boardsPerBus + address}`,
        model: cu48.model,
        address: cu48.addresses.first + address,
        doorContact: 'closed-is-1' as const,
      }),
    ),
  }))
  return { buses, doors }
}

function doorsOf(layout: Layout): { cell: CellId; side: Side }[] {
  return cellsOf(layout).flatMap(({ id, sides }) => sides.map((side) => ({ cell: id, side })))
}

export type DoorMoved = { cell: CellId; side: Side; door: 'open' | 'closed'; by: DoorEvent['by'] }

/** A machine of emulated boards, with hands for its doors. */
export type VirtualLocker = Disposable & {
  config: HardwareConfig
  boards: readonly EmulatedBoard[]
  closeDoor(cell: CellId, side: Side): void
  forceDoor(cell: CellId, side: Side): void
  putItem(cell: CellId, side: Side): void
  takeItem(cell: CellId, side: Side): void
  /** A jammed bolt takes pulses and does not let go. */
  jam(cell: CellId, side: Side): void
  unjam(cell: CellId, side: Side): void
  doorState(cell: CellId, side: Side): 'open' | 'closed'
  onDoor(listener: (moved: DoorMoved) => void): () => void
  onPulse(listener: (door: { cell: CellId; side: Side }) => void): () => void
}

/** Builds the boards for a layout inside this program, on lines of memory. */
export function virtualLocker(layout: Layout, clock: Clock): VirtualLocker {
  const pairs: ReturnType<typeof memoryLinePair>[] = []
  const config = virtualHardware(layout, (bus) => {
    const pair = memoryLinePair(`virtual-${bus}`)
    pairs.push(pair)
    return { kind: 'memory', line: pair.driverEnd }
  })
  const boards = new Map<string, EmulatedBoard>()
  config.buses.forEach((bus, i) => {
    const own = bus.boards.map(({ id, address }) => {
      const board = new EmulatedBoard({ definition: cu48, address, clock })
      boards.set(id, board)
      return board
    })
    attachBoards(must(pairs[i], 'a line for each bus').boardEnd, own)
  })
  return handsFor(config, boards)
}

function handsFor(
  config: HardwareConfig,
  boards: ReadonlyMap<string, EmulatedBoard>,
): VirtualLocker {
  const wires = new Map<DoorKey, DoorConfig>(
    config.doors.map((door) => [doorKey(door.cell, door.side), door]),
  )
  const byWire = new Map(config.doors.map((door) => [`${door.board}/${door.channel}`, door]))
  const at = (cell: CellId, side: Side) => {
    const door = wires.get(doorKey(cell, side))
    if (!door) throw new AppError('not-found', `there is no ${side} door of ${cell}`)
    return { board: must(boards.get(door.board), `no board ${door.board}`), channel: door.channel }
  }
  const move =
    (hand: (board: EmulatedBoard, channel: number) => void) => (cell: CellId, side: Side) => {
      const { board, channel } = at(cell, side)
      hand(board, channel)
    }
  const listenToAll = (listen: (board: EmulatedBoard, id: string) => () => void) => {
    const stops = [...boards].map(([id, board]) => listen(board, id))
    return () => stops.forEach((stop) => stop())
  }
  return {
    config,
    boards: [...boards.values()],
    closeDoor: move((board, channel) => board.closeDoor(channel)),
    forceDoor: move((board, channel) => board.forceDoor(channel)),
    putItem: move((board, channel) => board.putItem(channel)),
    takeItem: move((board, channel) => board.takeItem(channel)),
    jam: move((board, channel) => board.jam(channel)),
    unjam: move((board, channel) => board.unjam(channel)),
    doorState: (cell, side) => {
      const { board, channel } = at(cell, side)
      return board.door(channel)
    },
    onDoor: (listener) =>
      listenToAll((board, id) =>
        board.onDoor(({ channel, door, by }) => {
          const wire = byWire.get(`${id}/${channel}`)
          if (wire) listener({ cell: wire.cell, side: wire.side, door, by })
        }),
      ),
    onPulse: (listener) =>
      listenToAll((board, id) =>
        board.onPulse(({ channel }) => {
          const wire = byWire.get(`${id}/${channel}`)
          if (wire) listener({ cell: wire.cell, side: wire.side })
        }),
      ),
    [Symbol.dispose]: () => boards.forEach((board) => board[Symbol.dispose]()),
  }
}
