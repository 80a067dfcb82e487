import { cellsOf, type Layout, type Side } from '@cubby/domain/cells/layout'
import { boardNamed } from '@cubby/drivers/boards/all'
import { cu48 } from '@cubby/drivers/boards/cu48'
import { attachBoards, type WireFaults } from '@cubby/drivers/emulator/attach-boards'
import { type DoorEvent, EmulatedBoard } from '@cubby/drivers/emulator/emulated-board'
import type { DoorConfig, HardwareConfig, LineConfig } from '@cubby/drivers/hardware-config'
import { type DoorKey, doorKey } from '@cubby/drivers/locker-hardware'
import { type MemoryLinePair, memoryLinePair } from '@cubby/drivers/lines/memory-line'
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

/** Every door of a layout, in the order of the plan. */
export function doorsOf(layout: Layout): { cell: CellId; side: Side }[] {
  return cellsOf(layout).flatMap(({ id, sides }) => sides.map((side) => ({ cell: id, side })))
}

export type DoorMoved = { cell: CellId; side: Side; door: 'open' | 'closed'; by: DoorEvent['by'] }

/** The wires between the program and some boards, with pliers. */
export type VirtualBus = {
  id: string
  boards: readonly { id: string; board: EmulatedBoard }[]
  faults: WireFaults
  readonly isCut: boolean
  cut(): void
  mend(): void
  /** Everything that passes, as it was put on the wires. */
  onBytes(listener: (direction: 'to-boards' | 'from-boards', bytes: Uint8Array) => void): () => void
}

/** A machine of emulated boards, with hands for its doors. */
export type VirtualLocker = Disposable & {
  config: HardwareConfig
  boards: readonly EmulatedBoard[]
  buses: readonly VirtualBus[]
  closeDoor(cell: CellId, side: Side): void
  forceDoor(cell: CellId, side: Side): void
  /** Into the cell: whoever looks in from the other side sees it, too. */
  putItem(cell: CellId, side: Side): void
  takeItem(cell: CellId, side: Side): void
  /** A jammed bolt takes pulses and does not let go. */
  jam(cell: CellId, side: Side): void
  unjam(cell: CellId, side: Side): void
  isJammed(cell: CellId, side: Side): boolean
  hasItem(cell: CellId, side: Side): boolean
  doorState(cell: CellId, side: Side): 'open' | 'closed'
  onDoor(listener: (moved: DoorMoved) => void): () => void
  onPulse(listener: (door: { cell: CellId; side: Side }) => void): () => void
}

/** Builds the boards for a layout inside this program, on lines of memory; `wire` says which and where, CU48 unless told. */
export function virtualLocker(layout: Layout, clock: Clock, wire = virtualHardware): VirtualLocker {
  const pairs: ReturnType<typeof memoryLinePair>[] = []
  const config = wire(layout, (bus) => {
    const pair = memoryLinePair(`virtual-${bus}`)
    pairs.push(pair)
    return { kind: 'memory', line: pair.driverEnd }
  })
  const buses = config.buses.map(({ id, boards }, i) =>
    virtualBus(
      id,
      boards.map(({ id: board, model, address }) => ({
        id: board,
        board: new EmulatedBoard({
          definition: must(boardNamed(model), `no board ${model}`),
          address,
          clock,
        }),
      })),
      must(pairs[i], 'a line for each bus'),
    ),
  )
  return handsFor(config, buses)
}

function virtualBus(id: string, boards: VirtualBus['boards'], pair: MemoryLinePair): VirtualBus {
  const { faults } = attachBoards(
    pair.boardEnd,
    boards.map(({ board }) => board),
  )
  let isCut = false
  return {
    id,
    boards,
    faults,
    get isCut() {
      return isCut
    },
    cut: () => {
      isCut = true
      pair.cut()
    },
    mend: () => {
      isCut = false
      pair.mend()
    },
    onBytes: (listener) => {
      const stops = [
        pair.boardEnd.onData((bytes) => listener('to-boards', bytes)),
        pair.driverEnd.onData((bytes) => listener('from-boards', bytes)),
      ]
      return () => stops.forEach((stop) => stop())
    },
  }
}

function handsFor(config: HardwareConfig, buses: readonly VirtualBus[]): VirtualLocker {
  const boards = new Map(buses.flatMap((bus) => bus.boards.map(({ id, board }) => [id, board])))
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
  /** What is done to a cell is done to it on each of its sides. */
  const inside =
    (hand: (board: EmulatedBoard, channel: number) => void) => (cell: CellId, side: Side) => {
      at(cell, side)
      for (const door of config.doors.filter((each) => each.cell === cell))
        move(hand)(cell, door.side)
    }
  const look =
    <T>(eye: (board: EmulatedBoard, channel: number) => T) =>
    (cell: CellId, side: Side) => {
      const { board, channel } = at(cell, side)
      return eye(board, channel)
    }
  const listenToAll = (listen: (board: EmulatedBoard, id: string) => () => void) => {
    const stops = [...boards].map(([id, board]) => listen(board, id))
    return () => stops.forEach((stop) => stop())
  }
  return {
    config,
    boards: [...boards.values()],
    buses,
    closeDoor: move((board, channel) => board.closeDoor(channel)),
    forceDoor: move((board, channel) => board.forceDoor(channel)),
    putItem: inside((board, channel) => board.putItem(channel)),
    takeItem: inside((board, channel) => board.takeItem(channel)),
    jam: move((board, channel) => board.jam(channel)),
    unjam: move((board, channel) => board.unjam(channel)),
    isJammed: look((board, channel) => board.isJammed(channel)),
    hasItem: look((board, channel) => board.hasItem(channel)),
    doorState: look((board, channel) => board.door(channel)),
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
