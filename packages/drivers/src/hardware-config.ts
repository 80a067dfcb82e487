import { AppError, type FieldError } from '@cubby/kit/app-error'
import type { CellId } from '@cubby/kit/ids'
import { allBoards, boardNamed } from './boards/all.ts'
import { isAddress, isChannel } from './codec.ts'
import type { ByteOrder } from './fields.ts'
import type { Line } from './lines/line.ts'
import type { DoorContact } from './lock-board.ts'
import { hasOrder, ordersOf, saidTo } from './orders.ts'

/** How the lock boards of one locker are wired: part of the locker's configuration, written by its installer. */
export type HardwareConfig = { buses: BusConfig[]; doors: DoorConfig[] }
export type BusConfig = {
  id: string
  line: LineConfig
  boards: BoardConfig[]
  /** The adapter hears itself. Found out by itself, too; told, it holds from the first byte. */
  hasEcho?: boolean | undefined
}
export type LineConfig =
  | { kind: 'serial'; path: string; baudRate?: number | undefined }
  | { kind: 'tcp'; host: string; port: number }
  /** A relay that is plugged in by USB: by path, by its own five letters, or the only one there is. */
  | { kind: 'hid'; path?: string | undefined; serial?: string | undefined }
  /** For tests, the simulator and the replay: the driver's end of a memory line. */
  | { kind: 'memory'; line: Line }
/** `id` is unique within the locker, not only on its bus. */
export type BoardConfig = {
  id: string
  model: string
  address: number
  doorContact: DoorContact
  /** Only for boards of which both orders are in use; `calibrate` tells which it is. */
  byteOrder?: ByteOrder | undefined
}
export type Side = 'front' | 'back'
export type DoorConfig = { cell: CellId; side: Side; board: string; channel: number }

/** Throws `config/invalid` that names every mistake at its place, so that one visit mends them all. */
export function checkHardwareConfig(config: HardwareConfig) {
  const fields: FieldError[] = []
  const wrong = (pointer: string, code: string, detail: string) =>
    void fields.push({ pointer, code, detail })
  const boards = checkBuses(config, wrong)
  checkDoors(config, boards, wrong)
  if (fields.length === 0) return
  const [first] = fields
  const more = fields.length > 1 ? ` (and ${fields.length - 1} more)` : ''
  throw new AppError('config/invalid', `hardware${first?.pointer}: ${first?.detail}${more}`, {
    fields,
  })
}

type Wrong = (pointer: string, code: string, detail: string) => void

function checkBuses(config: HardwareConfig, wrong: Wrong): Map<string, BoardConfig> {
  const boards = new Map<string, BoardConfig>()
  const busIds = new Set<string>()
  const lines = new Map<unknown, string>()
  for (const [b, bus] of config.buses.entries()) {
    const at = `/buses/${b}`
    if (busIds.has(bus.id)) wrong(`${at}/id`, 'duplicate', `two buses are called ${bus.id}`)
    busIds.add(bus.id)
    checkLine(bus, `${at}/line`, wrong)
    const key = lineKey(bus.line)
    const other = lines.get(key)
    if (other !== undefined) wrong(`${at}/line`, 'duplicate', `bus ${other} uses this line already`)
    lines.set(key, bus.id)
    const addresses = new Map<number, string>()
    for (const [i, board] of bus.boards.entries()) {
      const pointer = `${at}/boards/${i}`
      if (boards.has(board.id))
        wrong(`${pointer}/id`, 'duplicate', `two boards are called ${board.id}`)
      boards.set(board.id, board)
      checkBoard(board, pointer, wrong)
      const twin = addresses.get(board.address)
      if (twin !== undefined) {
        wrong(
          `${pointer}/address`,
          'duplicate',
          `board ${twin} has address ${board.address} on this bus already`,
        )
      }
      addresses.set(board.address, board.id)
    }
    checkSpeeds(bus, at, wrong)
    checkKinds(bus, at, wrong)
    checkNeighbours(bus, at, wrong)
  }
  return boards
}

function checkLine({ line }: BusConfig, at: string, wrong: Wrong) {
  if (line.kind === 'serial') {
    if (!line.path) wrong(`${at}/path`, 'missing', 'name the port, for example /dev/serial/by-id/…')
    const { baudRate } = line
    if (
      baudRate !== undefined &&
      (!Number.isInteger(baudRate) || baudRate < 300 || baudRate > 1_000_000)
    ) {
      wrong(`${at}/baudRate`, 'range', 'a baud rate is a whole number between 300 and 1000000')
    }
  } else if (line.kind === 'tcp') {
    if (!line.host) wrong(`${at}/host`, 'missing', 'name the adapter by address or host name')
    if (!Number.isInteger(line.port) || line.port < 1 || line.port > 65_535) {
      wrong(`${at}/port`, 'range', 'a port is a whole number between 1 and 65535')
    }
  } else if (line.kind === 'hid') {
    if (line.serial !== undefined && !/^[\x21-\x7e]{1,5}$/.test(line.serial))
      wrong(
        `${at}/serial`,
        'wrong-format',
        'the serial number of a USB relay has up to five letters',
      )
  } else if (line.kind !== 'memory') {
    wrong(`${at}/kind`, 'unknown', 'a line is serial, tcp or hid')
  }
}

function checkBoard(board: BoardConfig, at: string, wrong: Wrong) {
  const definition = boardNamed(board.model)
  if (!definition) {
    const known = allBoards.map(({ model }) => model).join(', ')
    wrong(`${at}/model`, 'unknown', `there is no board ${board.model}; known are ${known}`)
  } else if (!isAddress(definition, board.address)) {
    const { first, last } = definition.addresses
    wrong(`${at}/address`, 'range', `${definition.name} has addresses ${first} to ${last}`)
  }
  if (board.byteOrder !== undefined && definition?.byteOrder === undefined)
    wrong(`${at}/byteOrder`, 'unknown', 'this board knows only one order of bytes')
  if (board.doorContact !== 'closed-is-1' && board.doorContact !== 'closed-is-0') {
    wrong(
      `${at}/doorContact`,
      'unknown',
      'closed-is-1 or closed-is-0: look at one door and its bit',
    )
  }
}

/** Boards on one pair of wires must speak at one speed, or none is understood. */
function checkSpeeds(bus: BusConfig, at: string, wrong: Wrong) {
  const speeds = new Set(
    bus.boards.map(({ model }) => boardNamed(model)?.line.baudRate).filter(Boolean),
  )
  if (speeds.size > 1)
    wrong(`${at}/boards`, 'contradiction', 'these boards speak at different speeds; use two buses')
}

/** Boards of several makers share wires only where nothing that is said to one is an order to another. */
function checkNeighbours({ boards }: BusConfig, at: string, wrong: Wrong) {
  const known = boards.flatMap((board, i) => {
    const definition = boardNamed(board.model)
    return definition ? [{ ...board, i, definition }] : []
  })
  if (new Set(known.map(({ definition }) => definition.family)).size < 2) return
  const ordered = known.map((each) => ({
    ...each,
    orders: ordersOf(each.definition, each.address),
  }))
  for (const { definition, address, i } of ordered) {
    const others = ordered.filter((each) => each.definition.family !== definition.family)
    const said = saidTo(definition, address)
    const moved = others.find(({ orders }) => said.some((bytes) => hasOrder(bytes, orders)))
    if (!moved) continue
    wrong(
      `${at}/boards/${i}/address`,
      'contradiction',
      `what is said to it at address ${address} would move locks of board ${moved.id}: give one of them another address`,
    )
  }
}

/** What is plugged in by USB speaks in reports, and everything else in a stream of bytes. */
function checkKinds({ line, boards }: BusConfig, at: string, wrong: Wrong) {
  if (line.kind === 'memory') return
  for (const [i, { model }] of boards.entries()) {
    const definition = boardNamed(model)
    if (!definition || (definition.isHid === true) === (line.kind === 'hid')) continue
    const how = definition.isHid ? 'is plugged in by USB: its line is of kind hid' : 'is on no line of kind hid' // prettier-ignore
    wrong(`${at}/boards/${i}/model`, 'contradiction', `${definition.name} ${how}`)
  }
}

function checkDoors(config: HardwareConfig, boards: Map<string, BoardConfig>, wrong: Wrong) {
  const doors = new Set<string>()
  const channels = new Map<string, string>()
  for (const [d, door] of config.doors.entries()) {
    const at = `/doors/${d}`
    if (door.side !== 'front' && door.side !== 'back')
      wrong(`${at}/side`, 'unknown', 'a side is front or back')
    const name = `${door.cell}/${door.side}`
    if (doors.has(name))
      wrong(`${at}/cell`, 'duplicate', `the ${door.side} door of ${door.cell} is listed twice`)
    doors.add(name)
    const board = boards.get(door.board)
    const definition = board && boardNamed(board.model)
    if (!board) wrong(`${at}/board`, 'unknown', `there is no board ${door.board}`)
    // A program that dies in the middle of a pulse would leave the coil under current.
    if (definition?.commands.release)
      wrong(`${at}/board`, 'not-allowed', `${definition.name} cannot end the pulse of a lock by itself`) // prettier-ignore
    if (definition && !isChannel(definition, door.channel)) {
      wrong(
        `${at}/channel`,
        'range',
        `${definition.name} has channels 0 to ${definition.channels - 1}`,
      )
    }
    const wire = `${door.board}/${door.channel}`
    const twin = channels.get(wire)
    if (twin)
      wrong(
        `${at}/channel`,
        'duplicate',
        `channel ${door.channel} of ${door.board} is ${twin} already`,
      )
    channels.set(wire, name)
  }
}

function lineKey(line: LineConfig): unknown {
  if (line.kind === 'memory') return line.line
  if (line.kind === 'hid') return `hid ${line.path ?? line.serial ?? ''}`
  return line.kind === 'serial' ? `serial ${line.path}` : `tcp ${line.host}:${line.port}`
}
