import { type Layout, cellsOf, type LayoutProblem } from '../cells/layout.ts'
import { boardModelNamed, boardModels } from './board-models.ts'
import type { DoorName, WiredBoard, WiredDoor, Wiring, WiringLine } from './wiring.ts'

/** A door that a wiring must lead to, with the name that is painted on it. */
export type DoorToWire = DoorName & { name: string }

/** Every door of a machine, in the order in which a builder pulls the cables: modules from the left, cells from the bottom. */
export const doorsOf = (layout: Layout): DoorToWire[] =>
  cellsOf(layout).flatMap(({ id, name, sides }) => sides.map((side) => ({ cell: id, name, side })))

/** One text per door: what a map may be keyed by. */
export const doorKeyOf = ({ cell, side }: DoorName) => `${cell}/${side}` as const

type Wrong = (pointer: string, code: string, detail: string) => void

/**
 * What shapes cannot say of a wiring: boards that exist, at addresses of their own, one speed per pair of wires, and every
 * door on a channel of its own. Each mistake at its place, so that one visit mends them all.
 */
export function wiringProblems(wiring: Wiring, doors: readonly DoorToWire[]): LayoutProblem[] {
  const problems: LayoutProblem[] = []
  const wrong: Wrong = (pointer, code, detail) => void problems.push({ pointer, code, detail })
  const boards = checkBuses(wiring, wrong)
  checkDoors(wiring, boards, doors, wrong)
  return problems
}

function checkBuses(wiring: Wiring, wrong: Wrong): Map<string, WiredBoard> {
  const boards = new Map<string, WiredBoard>()
  const buses = new Set<string>()
  const lines = new Map<string, string>()
  wiring.buses.forEach((bus, b) => {
    const at = `/buses/${b}`
    if (buses.has(bus.id)) wrong(`${at}/id`, 'duplicate', `two buses are called ${bus.id}`)
    buses.add(bus.id)
    const line = lineKey(bus.line)
    const other = lines.get(line)
    if (other !== undefined) wrong(`${at}/line`, 'duplicate', `bus ${other} uses this line already`)
    lines.set(line, bus.id)
    const addresses = new Map<number, string>()
    bus.boards.forEach((board, i) => {
      const pointer = `${at}/boards/${i}`
      if (boards.has(board.id))
        wrong(`${pointer}/id`, 'duplicate', `two boards are called ${board.id}`)
      boards.set(board.id, board)
      checkBoard(board, pointer, wrong)
      const twin = addresses.get(board.address)
      if (twin !== undefined)
        wrong(`${pointer}/address`, 'duplicate', `board ${twin} has address ${board.address}`)
      addresses.set(board.address, board.id)
    })
    const speeds = new Set(
      bus.boards.flatMap(({ model }) => boardModelNamed(model)?.baudRate ?? []),
    )
    if (speeds.size > 1)
      wrong(`${at}/boards`, 'contradiction', 'these boards speak at different speeds')
  })
  return boards
}

function checkBoard(board: WiredBoard, at: string, wrong: Wrong) {
  const model = boardModelNamed(board.model)
  if (!model) {
    const known = boardModels.map((each) => each.model).join(', ')
    wrong(`${at}/model`, 'unknown', `there is no board ${board.model}; known are ${known}`)
    return
  }
  if (model.isHid)
    wrong(
      `${at}/model`,
      'not-allowed',
      `${model.name} goes into the file of devices on the machine`,
    )
  const { first, last } = model.addresses
  if (board.address < first || board.address > last)
    wrong(`${at}/address`, 'range', `${model.name} has addresses ${first} to ${last}`)
  if (board.byteOrder !== undefined && model.byteOrder === null)
    wrong(`${at}/byteOrder`, 'unknown', `${model.name} knows only one order of bytes`)
}

function checkDoors(
  wiring: Wiring,
  boards: ReadonlyMap<string, WiredBoard>,
  doors: readonly DoorToWire[],
  wrong: Wrong,
) {
  const wanted = new Map(doors.map((door) => [doorKeyOf(door), door]))
  const wired = new Set<string>()
  const channels = new Map<string, string>()
  wiring.doors.forEach((door, d) => {
    const at = `/doors/${d}`
    const key = doorKeyOf(door)
    const name = wanted.get(key)?.name ?? door.cell
    if (!wanted.has(key)) wrong(at, 'unknown', `this machine has no ${door.side} door of ${name}`)
    if (wired.has(key)) wrong(at, 'duplicate', `the ${door.side} door of ${name} is wired twice`)
    wired.add(key)
    const board = boards.get(door.board)
    if (!board) wrong(`${at}/board`, 'unknown', `there is no board ${door.board}`)
    const model = board && boardModelNamed(board.model)
    if (model && door.channel >= model.channels)
      wrong(`${at}/channel`, 'range', `${model.name} has channels 0 to ${model.channels - 1}`)
    if (model && !model.endsPulses)
      wrong(`${at}/board`, 'not-allowed', `${model.name} cannot end the pulse of a lock by itself`)
    const wire = `${door.board}/${door.channel}`
    const twin = channels.get(wire)
    if (twin !== undefined)
      wrong(`${at}/channel`, 'duplicate', `channel ${door.channel} moves door ${twin} already`)
    else channels.set(wire, name)
  })
  for (const [key, { name, side }] of wanted)
    if (!wired.has(key)) wrong('/doors', 'missing', `the ${side} door of ${name} is not wired`)
}

const lineKey = (line: WiringLine) =>
  line.kind === 'serial' ? `serial ${line.path}` : `tcp ${line.host}:${line.port}`

/** How somebody would like a machine to be wired: one kind of board, on these lines. */
export type WiringWish = {
  model: string
  lines: readonly WiringLine[]
  /** Of the first board on each line; the others follow it. */
  firstAddress: number
  doorContact: WiredBoard['doorContact']
}

/**
 * Wires a machine as a builder would: doors in their order over channels, boards in the order of their addresses, the next
 * line when one has no address left. Null when the lines do not suffice, or the board is not known or none for locks.
 */
export function proposeWiring(doors: readonly DoorName[], wish: WiringWish): Wiring | null {
  const model = boardModelNamed(wish.model)
  if (!model?.endsPulses) return null
  const { first, last } = model.addresses
  const perLine = last - Math.max(first, wish.firstAddress) + 1
  const count = Math.max(1, Math.ceil(doors.length / model.channels))
  if (perLine < 1 || wish.firstAddress < first || Math.ceil(count / perLine) > wish.lines.length)
    return null
  const boards = Array.from({ length: count }, (_, i): WiredBoard => ({
    id: `board-${i + 1}`,
    model: model.model,
    address: wish.firstAddress + (i % perLine),
    doorContact: wish.doorContact,
  }))
  const buses = wish.lines.slice(0, Math.ceil(count / perLine)).map((line, i) => ({
    id: `bus-${i + 1}`,
    line,
    boards: boards.slice(i * perLine, (i + 1) * perLine),
  }))
  return {
    buses,
    doors: doors.map(({ cell, side }, i) => ({
      cell,
      side,
      board: `board-${Math.floor(i / model.channels) + 1}`,
      channel: i % model.channels,
    })),
  }
}

/**
 * Everything that decides which lock a door moves and how it is read, as one text: line, board and channel. A door that was
 * proved stays proved for as long as this is the same. Null when the wiring does not lead there.
 */
export function wireOf(wiring: Wiring, door: DoorName): string | null {
  const wired = wiring.doors.find((each) => doorKeyOf(each) === doorKeyOf(door))
  return wired ? wireOfWired(wiring, wired) : null
}

/** The same for every door at once, by `doorKeyOf`. */
export function wiresOf(wiring: Wiring): Map<string, string> {
  return new Map(
    wiring.doors.flatMap((door) => {
      const wire = wireOfWired(wiring, door)
      return wire === null ? [] : [[doorKeyOf(door), wire] as const]
    }),
  )
}

/** A board without an order of its own keeps the text that its doors were proved with. */
const settingsOf = ({ model, address, doorContact, byteOrder }: WiredBoard) =>
  `${model} ${address} ${doorContact}${byteOrder ? ` ${byteOrder}` : ''}`

function wireOfWired({ buses }: Wiring, { board: id, channel }: WiredDoor): string | null {
  for (const { line, boards } of buses) {
    const board = boards.find((each) => each.id === id)
    if (board) return `${lineKey(line)} ${settingsOf(board)} ${channel}`
  }
  return null
}

/** The wiring with the channels of two doors exchanged: what a person does in thought when the wrong one opened. */
export function swapDoors(wiring: Wiring, one: DoorName, other: DoorName): Wiring {
  const find = (door: DoorName) => wiring.doors.find((each) => doorKeyOf(each) === doorKeyOf(door))
  const [first, second] = [find(one), find(other)]
  if (!first || !second) return wiring
  const at = ({ board, channel }: WiredDoor) => ({ board, channel })
  return {
    ...wiring,
    doors: wiring.doors.map((door) => {
      if (door === first) return { ...door, ...at(second) }
      return door === second ? { ...door, ...at(first) } : door
    }),
  }
}

/**
 * A new wiring with the wires of doors that it leaves out although something is behind them: whoever knows what is inside does
 * not let go of the way to it. Kept where the board is still there and its channel is not used otherwise.
 */
export function keepingWires(
  before: Wiring | null,
  next: Wiring,
  isInUse: (door: DoorName) => boolean,
): Wiring {
  if (!before) return next
  const wired = new Set(next.doors.map(doorKeyOf))
  const taken = new Set(next.doors.map((door) => wireOfWired(next, door)))
  const boardAt = new Map<string, string>()
  for (const { line, boards } of next.buses)
    for (const board of boards) boardAt.set(`${lineKey(line)} ${settingsOf(board)}`, board.id)
  const kept = before.doors.flatMap((door): WiredDoor[] => {
    if (wired.has(doorKeyOf(door)) || !isInUse(door)) return []
    const wire = wireOfWired(before, door)
    if (wire === null || taken.has(wire)) return []
    const board = boardAt.get(wire.slice(0, wire.lastIndexOf(' ')))
    return board === undefined ? [] : [{ ...door, board }]
  })
  return kept.length === 0 ? next : { ...next, doors: [...next.doors, ...kept] }
}
