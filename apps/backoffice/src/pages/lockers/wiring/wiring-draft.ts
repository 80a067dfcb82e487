import type { Wiring, WiringLine } from '@cubby/domain/machine/wiring'
import { type DoorToWire, doorKeyOf } from '@cubby/domain/machine/wiring-rules'
import type { LayoutProblem } from '@cubby/domain/cells/layout'

export type Bus = Wiring['buses'][number]
export type Board = Bus['boards'][number]

/** A line as the form shows it: what is not asked for now is kept for when it is. */
export type LineValues = { kind: 'serial' | 'tcp'; path: string; host: string; port: number }
export const newLine: LineValues = { kind: 'serial', path: '/dev/ttyUSB0', host: '', port: 4001 }

export const lineOf = ({ kind, path, host, port }: LineValues): WiringLine =>
  kind === 'serial' ? { kind, path: path.trim() } : { kind, host: host.trim(), port }

export const isLineGood = ({ kind, path, host, port }: LineValues) =>
  kind === 'serial' ? path.trim() !== '' : host.trim() !== '' && port >= 1 && port <= 65_535

/** How a line is told: the port, or the adapter. */
export const lineText = (line: WiringLine) =>
  line.kind === 'serial' ? line.path : `${line.host}:${line.port}`

/** The wiring with one board changed. */
export const withBoard = (wiring: Wiring, id: string, change: Partial<Board>): Wiring => ({
  ...wiring,
  buses: wiring.buses.map((bus) => ({
    ...bus,
    boards: bus.boards.map((board) => (board.id === id ? { ...board, ...change } : board)),
  })),
})

/** The wiring with this door on another channel, or on one at last. */
export function withDoor(
  wiring: Wiring,
  door: DoorToWire,
  at: { board: string; channel: number },
): Wiring {
  const key = doorKeyOf(door)
  const wired = { cell: door.cell, side: door.side, ...at }
  const others = wiring.doors.filter((each) => doorKeyOf(each) !== key)
  const place = wiring.doors.findIndex((each) => doorKeyOf(each) === key)
  return {
    ...wiring,
    doors: place < 0 ? [...others, wired] : others.toSpliced(place, 0, wired),
  }
}

/** Doors that something is wrong with, by `doorKeyOf`: wired wrongly, or not at all. */
export function troubledDoors(
  wiring: Wiring,
  problems: readonly LayoutProblem[],
  doors: readonly DoorToWire[],
): Map<string, string> {
  const troubled = new Map<string, string>()
  for (const { pointer, code } of problems) {
    const [, index] = /^\/doors\/(\d+)/.exec(pointer) ?? []
    const door = index === undefined ? undefined : wiring.doors[Number(index)]
    if (door && !troubled.has(doorKeyOf(door))) troubled.set(doorKeyOf(door), code)
  }
  const wired = new Set(wiring.doors.map(doorKeyOf))
  for (const door of doors)
    if (!wired.has(doorKeyOf(door))) troubled.set(doorKeyOf(door), 'missing')
  return troubled
}

/** The wiring with one more board, on its line or on one that is there already. */
export function withNewBoard(
  wiring: Wiring,
  line: WiringLine,
  board: Pick<Board, 'model' | 'address' | 'doorContact'>,
): Wiring {
  const boards = new Set(wiring.buses.flatMap((bus) => bus.boards.map(({ id }) => id)))
  const named = { id: freeName('board', boards), ...board }
  const at = wiring.buses.findIndex((bus) => lineText(bus.line) === lineText(line))
  const bus = wiring.buses[at]
  if (bus) {
    const extended = { ...bus, boards: [...bus.boards, named] }
    return { ...wiring, buses: wiring.buses.with(at, extended) }
  }
  const id = freeName('bus', new Set(wiring.buses.map((each) => each.id)))
  return { ...wiring, buses: [...wiring.buses, { id, line, boards: [named] }] }
}

/** The wiring without this board, and without its line where nothing hangs on it any more. */
export const withoutBoard = (wiring: Wiring, id: string): Wiring => ({
  ...wiring,
  buses: wiring.buses
    .map((bus) => ({ ...bus, boards: bus.boards.filter((board) => board.id !== id) }))
    .filter(({ boards }) => boards.length > 0),
})

function freeName(stem: string, taken: ReadonlySet<string>): string {
  for (let number = taken.size + 1; ; number++)
    if (!taken.has(`${stem}-${number}`)) return `${stem}-${number}`
}
