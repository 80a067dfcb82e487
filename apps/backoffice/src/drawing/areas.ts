import type { Area } from '@cubby/domain/cells/layout'

/** Rectangles on the front of a module in millimetres, `y` upwards, and how a hand moves them. */

/** Lines that edges keep to, so that a hand need not be exact. */
const GRID = 10
/** An edge this close to another one is meant to touch it. */
const CATCH = 14
/** Nothing smaller has a door. */
export const SMALLEST = 40

/** Where rectangles may be: a module above its plinth. */
export type Bounds = { widthMm: number; heightMm: number; plinthMm: number }
/** Which edges a hand holds: `n` is the upper one. */
export type Handle = 'n' | 's' | 'e' | 'w' | 'ne' | 'nw' | 'se' | 'sw'
export const handles: readonly Handle[] = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w']

/** Lines across and upwards where other edges are. */
type Lines = { x: readonly number[]; y: readonly number[] }

/** The edges of the module and of everything else in it. */
export const linesOf = (bounds: Bounds, others: readonly Area[]): Lines => ({
  x: [0, bounds.widthMm, ...others.flatMap(({ x, width }) => [x, x + width])],
  y: [bounds.plinthMm, bounds.heightMm, ...others.flatMap(({ y, height }) => [y, y + height])],
})

/** How far a line within reach is away; null when there is none. */
function nearest(value: number, lines: readonly number[]): number | null {
  let best: number | null = null
  for (const line of lines) {
    const by = line - value
    if (Math.abs(by) < CATCH && (best === null || Math.abs(by) < Math.abs(best))) best = by
  }
  return best
}

const onGrid = (value: number) => Math.round(value / GRID) * GRID

/** The nearest line within reach, else the nearest of the grid. */
function caught(value: number, lines: readonly number[]): number {
  const by = nearest(value, lines)
  return by === null ? onGrid(value) : Math.round(value + by)
}

const within = (value: number, least: number, most: number) =>
  Math.max(least, Math.min(value, Math.max(least, most)))

/** Moved by a hand: the edge that is closest to a line catches it; it stays within the module. */
export function movedArea(area: Area, dx: number, dy: number, bounds: Bounds, lines: Lines): Area {
  const along = (start: number, length: number, at: readonly number[]) => {
    const [first, last] = [nearest(start, at), nearest(start + length, at)]
    const by = first === null || (last !== null && Math.abs(last) < Math.abs(first)) ? last : first
    return by === null ? onGrid(start) : Math.round(start + by)
  }
  return {
    ...area,
    x: within(along(area.x + dx, area.width, lines.x), 0, bounds.widthMm - area.width),
    y: within(
      along(area.y + dy, area.height, lines.y),
      bounds.plinthMm,
      bounds.heightMm - area.height,
    ),
  }
}

/** How far a hand has really moved something. Parts that go together keep their places: what catches is the frame around them. */
export function movedBy(frame: Area, dx: number, dy: number, bounds: Bounds, lines: Lines) {
  const next = movedArea(frame, dx, dy, bounds, lines)
  return { x: next.x - frame.x, y: next.y - frame.y }
}

export const shifted = (area: Area, by: { x: number; y: number }): Area => ({
  ...area,
  x: area.x + by.x,
  y: area.y + by.y,
})

/** The smallest rectangle around all of these. */
export function frameOf(areas: readonly Area[]): Area {
  const x = Math.min(...areas.map((area) => area.x))
  const y = Math.min(...areas.map((area) => area.y))
  const right = Math.max(...areas.map((area) => area.x + area.width))
  const top = Math.max(...areas.map((area) => area.y + area.height))
  return { x, y, width: right - x, height: top - y }
}

/** With the edges that a hand holds moved; the others stay. */
export function resizedArea(
  area: Area,
  handle: Handle,
  dx: number,
  dy: number,
  bounds: Bounds,
  lines: Lines,
): Area {
  let [left, right, bottom, top] = [area.x, area.x + area.width, area.y, area.y + area.height]
  if (handle.includes('w')) left = within(caught(left + dx, lines.x), 0, right - SMALLEST)
  if (handle.includes('e'))
    right = within(caught(right + dx, lines.x), left + SMALLEST, bounds.widthMm)
  if (handle.includes('s'))
    bottom = within(caught(bottom + dy, lines.y), bounds.plinthMm, top - SMALLEST)
  if (handle.includes('n'))
    top = within(caught(top + dy, lines.y), bottom + SMALLEST, bounds.heightMm)
  return { x: left, y: bottom, width: right - left, height: top - bottom }
}

/** What a hand has drawn from one corner to the other; null when it is too small to be meant. */
export function drawnArea(
  from: { x: number; y: number },
  to: { x: number; y: number },
  bounds: Bounds,
  lines: Lines,
): Area | null {
  const edge = (value: number, at: readonly number[], least: number, most: number) =>
    within(caught(value, at), least, most)
  const xs = [from.x, to.x].map((x) => edge(x, lines.x, 0, bounds.widthMm))
  const ys = [from.y, to.y].map((y) => edge(y, lines.y, bounds.plinthMm, bounds.heightMm))
  const [x, y] = [Math.min(...xs), Math.min(...ys)]
  const area = { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }
  return area.width < SMALLEST || area.height < SMALLEST ? null : area
}

/** Cut into equal rows and columns that fill it exactly, from the bottom, each row from the left. */
export function splitArea({ x, y, width, height }: Area, rows: number, columns: number): Area[] {
  const cut = (length: number, parts: number, i: number) => Math.round((length * i) / parts)
  return Array.from({ length: rows * columns }, (_, index) => {
    const [row, column] = [Math.floor(index / columns), index % columns]
    const [x0, y0] = [cut(width, columns, column), cut(height, rows, row)]
    return {
      x: x + x0,
      y: y + y0,
      width: cut(width, columns, column + 1) - x0,
      height: cut(height, rows, row + 1) - y0,
    }
  })
}

/** The lowest free strip over the whole width, as high as asked or as there is room; null when there is none. */
export function freeStrip(bounds: Bounds, taken: readonly Area[], height: number): Area | null {
  let bottom = bounds.plinthMm
  const next = () =>
    Math.min(
      bounds.heightMm,
      ...taken.filter(({ y, height: h }) => y + h > bottom).map(({ y }) => y),
    )
  for (const { y, height: h } of taken.toSorted((one, other) => one.y - other.y)) {
    if (next() - bottom >= SMALLEST) break
    bottom = Math.max(bottom, y + h)
  }
  const room = next() - bottom
  if (room < SMALLEST) return null
  return { x: 0, y: bottom, width: bounds.widthMm, height: Math.min(height, room) }
}

/** On the other side, left and right change places; the same function leads back. */
export const turnedArea = (area: Area, widthMm: number): Area => ({
  ...area,
  x: widthMm - area.x - area.width,
})
