import { AppError } from '@cubby/kit/app-error'
import { must } from '@cubby/kit/assert'
import type { Clock } from '@cubby/kit/clock'
import type { CellId } from '@cubby/kit/ids'
import { type BoardHealth, BoardWatch } from './board-watch.ts'
import { boardNamed } from './boards/all.ts'
import { Bus, type Traffic } from './bus.ts'
import { isChannel } from './codec.ts'
import type { BoardDefinition } from './define-board.ts'
import {
  type BoardConfig,
  type BusConfig,
  checkHardwareConfig,
  type DoorConfig,
  type HardwareConfig,
  type LineConfig,
  type Side,
} from './hardware-config.ts'
import type { Line } from './lines/line.ts'
import { type DoorReading, type LockBoard, lockBoard } from './lock-board.ts'
import { hidLine } from './lines/hid-line.ts'
import { serialLine } from './lines/serial-line.ts'
import { tcpLine } from './lines/tcp-line.ts'
import { RelayBoard, type RelayOutput, relayWordsOf } from './switches/relay-output.ts'

/** `cel_…/front` */
export type DoorKey = `${CellId}/${Side}`
export const doorKey = (cell: CellId, side: Side): DoorKey => `${cell}/${side}`

/** What is known of one door. `item` is null where there is no sensor or the board is silent. */
export type DoorState = { door: 'open' | 'closed' | 'unknown'; item: boolean | null }
export type DoorStates = Map<DoorKey, DoorState>

/** All locks of one machine, by cell and side; which board and wire that is, is settled here. */
export interface LockerHardware extends AsyncDisposable {
  /**
   * Resolves when the bytes of the pulse were written, which says nothing about the door. After any rejection
   * but `board/cooling-down` and `not-found` nobody knows whether the lock moved: read the door.
   */
  pulse(cell: CellId, side: Side): Promise<void>
  /** One question per board. Never rejects: doors of boards that keep failing come back `unknown`. */
  readAll(): Promise<DoorStates>
  /** As `readAll`, for the doors on the board of this one only: quick while somebody stands there. */
  readBoardOf(cell: CellId, side: Side): Promise<DoorStates>
  /**
   * What switches one output of a board for longer than a pulse, behind every pulse on its wires. Throws `not-found` when there is no
   * such board or channel, and `config/invalid` when the board only pulses or the channel is the wire of a lock.
   */
  output?(board: string, channel: number): RelayOutput
  /** How each board fares, in the order of the configuration. */
  health(): BoardHealth[]
  onTraffic(listener: (traffic: Traffic) => void): () => void
  /** Doors that their board told of by itself: a reason to look at once, not a reading. */
  onPush?(listener: (door: DoorKey, moved: DoorReading) => void): () => void
}

/**
 * Opens the lines and boards of a configuration; throws `config/invalid` when it contradicts itself.
 * A line that cannot be opened is no failure here: it is tried again for ever, and its doors are unknown.
 */
export async function openHardware(
  config: HardwareConfig,
  deps: { clock: Clock },
): Promise<LockerHardware> {
  checkHardwareConfig(config)
  await using undo = new AsyncDisposableStack()
  const buses: Bus[] = []
  const watches = new Map<string, BoardWatch>()
  const relays = new Map<string, RelayBoard>()
  for (const busConfig of config.buses) {
    const definitions = busConfig.boards.map(definitionOf)
    const bus = new Bus({
      id: busConfig.id,
      line: await openLine(busConfig, definitions, deps.clock, undo),
      definitions,
      clock: deps.clock,
      hasEcho: busConfig.hasEcho,
    })
    buses.push(undo.use(bus))
    for (const [i, { id, address, doorContact }] of busConfig.boards.entries()) {
      const definition = must(definitions[i], 'a definition for each board')
      const board = lockBoard({ definition, address, doorContact, bus, clock: deps.clock })
      watches.set(id, new BoardWatch({ id, bus: busConfig.id, board, clock: deps.clock }))
      const words = relayWordsOf(definition)
      if (words)
        relays.set(id, new RelayBoard({ bus, definition, address, words, clock: deps.clock }))
      // Whatever ran before may have died in the middle of a pulse, and so may this.
      void board.rest()
      if (definition.commands.release) undo.defer(() => board.rest())
    }
  }
  return {
    ...hardware(config, buses, watches, undo.move()),
    output: outputs(config, watches, relays),
  }
}

/** Finds outputs by board and channel. That of a lock is refused, whatever a configuration says: held, its coil would burn. */
function outputs(
  config: HardwareConfig,
  watches: ReadonlyMap<string, BoardWatch>,
  relays: ReadonlyMap<string, RelayBoard>,
) {
  const locks = new Set(config.doors.map(({ board, channel }) => `${board}/${channel}`))
  return (board: string, channel: number): RelayOutput => {
    const definition = watches.get(board)?.board.definition
    if (!definition || !isChannel(definition, channel))
      throw new AppError('not-found', `there is no output ${channel} of ${board}`)
    if (locks.has(`${board}/${channel}`))
      throw new AppError('config/invalid', `output ${channel} of ${board} is a lock`)
    const relay = relays.get(board)
    if (!relay) throw new AppError('config/invalid', `${board} only pulses`)
    return relay.output(channel)
  }
}

/** The definition with the settings of this one board. */
function definitionOf({ model, byteOrder }: BoardConfig): BoardDefinition {
  const definition = must(boardNamed(model), `no board ${model}`)
  if (byteOrder === undefined || byteOrder === definition.byteOrder) return definition
  return { ...definition, byteOrder }
}

function hardware(
  config: HardwareConfig,
  buses: readonly Bus[],
  watches: ReadonlyMap<string, BoardWatch>,
  opened: AsyncDisposableStack,
): LockerHardware {
  const doors = new Map<DoorKey, DoorConfig>(
    config.doors.map((door) => [doorKey(door.cell, door.side), door]),
  )
  const byBoard = Map.groupBy(config.doors, ({ board }) => board)
  const watchOf = (door: DoorConfig) => must(watches.get(door.board), `no board ${door.board}`)

  const find = (cell: CellId, side: Side) => {
    const door = doors.get(doorKey(cell, side))
    if (!door) throw new AppError('not-found', `no lock is wired to the ${side} of ${cell}`)
    return door
  }

  const readBoards = async (boards: Iterable<string>) => {
    const states: DoorStates = new Map()
    const reads = [...boards].map(async (id) => {
      const wired = byBoard.get(id) ?? []
      if (wired.length === 0) return
      const cells = await must(watches.get(id), `no board ${id}`).read()
      for (const door of wired) {
        states.set(
          doorKey(door.cell, door.side),
          cells?.[door.channel] ?? { door: 'unknown', item: null },
        )
      }
    })
    await Promise.all(reads)
    return states
  }

  return {
    pulse: async (cell, side) => {
      const door = find(cell, side)
      await watchOf(door).board.open(door.channel)
    },
    readAll: () => readBoards(watches.keys()),
    readBoardOf: async (cell, side) => readBoards([find(cell, side).board]),
    health: () => [...watches.values()].map((watch) => watch.health()),
    onTraffic: (listener) => {
      const stops = buses.map((bus) => bus.onTraffic(listener))
      return () => stops.forEach((stop) => stop())
    },
    onPush: (listener) => {
      const stops = [...watches].flatMap(([id, { board }]) =>
        listenTo(board, byBoard.get(id), listener),
      )
      return () => stops.forEach((stop) => stop())
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

function listenTo(
  board: LockBoard,
  wired: readonly DoorConfig[] | undefined,
  listener: (door: DoorKey, moved: DoorReading) => void,
): (() => void)[] {
  const stop = board.can('pushes')?.onDoor((channel, moved) => {
    const door = wired?.find((each) => each.channel === channel)
    if (door) listener(doorKey(door.cell, door.side), moved)
  })
  return stop ? [stop] : []
}

/** Waits for the first try to open, so that a locker that starts well starts with open lines. */
async function openLine(
  { line }: BusConfig,
  definitions: readonly BoardDefinition[],
  clock: Clock,
  undo: AsyncDisposableStack,
): Promise<Line> {
  if (line.kind === 'memory') return line.line
  const opened = undo.use(wiredLine(line, definitions[0]?.line, clock))
  await opened.triedOnce()
  return opened
}

function wiredLine(
  line: Exclude<LineConfig, { kind: 'memory' }>,
  settings: BoardDefinition['line'] | undefined,
  clock: Clock,
) {
  switch (line.kind) {
    case 'tcp':
      return tcpLine({ host: line.host, port: line.port }, { clock })
    case 'hid':
      return hidLine(line, { clock })
    case 'serial':
      return serialLine(
        {
          path: line.path,
          baudRate: line.baudRate ?? settings?.baudRate ?? 9_600,
          dataBits: settings?.dataBits ?? 8,
          parity: settings?.parity ?? 'none',
          stopBits: settings?.stopBits ?? 1,
        },
        { clock },
      )
  }
}
