import type { Area, Control } from '@cubby/domain/cells/layout'
import type { ModuleCell, ModuleDesign } from '@cubby/domain/constructor/module-design'
import { limits } from '@cubby/kit/limits'
import { type Bounds, freeStrip, SMALLEST, splitArea } from '../../drawing/areas.ts'

/** What is being drawn: a name and a module. */
export type ModuleDrawing = { name: string; design: ModuleDesign }

/** Something that a hand can take hold of. */
export type Part = { kind: 'cell'; key: string } | { kind: 'control'; index: number }
export const isSame = (one: Part, other: Part) =>
  one.kind === 'cell'
    ? other.kind === 'cell' && one.key === other.key
    : other.kind === 'control' && one.index === other.index

/** An empty column of usual measures. */
export const emptyModule: ModuleDesign = {
  kind: 'cells',
  widthMm: 400,
  heightMm: 1_900,
  depthMm: 700,
  gramsEmpty: 80_000,
  plinthMm: 60,
  cells: [],
  controls: [],
  board: null,
}

/** Steel around the inside of a new cell, and behind it. */
const WALL = 20
const BACK_WALL = 60
/** A new cell is as high as a shoe box needs. */
const NEW_HEIGHT = 200

const bounds = ({ widthMm, heightMm, plinthMm }: ModuleDesign): Bounds => ({
  widthMm,
  heightMm,
  plinthMm,
})
const taken = ({ cells, controls }: ModuleDesign) => [...cells, ...controls].map(({ area }) => area)

/** Where a part is; undefined when it is gone. */
export const areaOf = (design: ModuleDesign, part: Part): Area | undefined =>
  part.kind === 'cell'
    ? design.cells.find(({ key }) => key === part.key)?.area
    : design.controls[part.index]?.area

/** Parts, each with the place where it is or comes to. */
export type Placed = { part: Part; area: Area }
export const placedParts = (design: ModuleDesign, parts: readonly Part[]): Placed[] =>
  parts.flatMap((part) => {
    const area = areaOf(design, part)
    return area ? [{ part, area }] : []
  })

/** Everything that moving parts may catch at. */
export const otherAreas = (design: ModuleDesign, parts: readonly Part[]): Area[] =>
  taken(withoutParts(design, parts))

function freeKey({ cells }: ModuleDesign, also: readonly string[] = []): string {
  const used = new Set([...cells.map(({ key }) => key), ...also])
  let number = cells.length + 1
  while (used.has(`c${number}`)) number++
  return `c${number}`
}

const newCell = (design: ModuleDesign, key: string, area: Area, like?: ModuleCell): ModuleCell => ({
  type: 'A',
  sides: ['front'],
  zone: 'ambient',
  purposes: ['delivery'],
  socket: false,
  transparent: false,
  light: false,
  gramsMax: 25_000,
  ...like,
  key,
  area,
  size: {
    width: Math.max(1, area.width - WALL),
    height: Math.max(1, area.height - WALL),
    depth: like?.size.depth ?? Math.max(1, design.depthMm - BACK_WALL),
  },
})

export type Added = { design: ModuleDesign; part: Part | null }
const nothing = (design: ModuleDesign): Added => ({ design, part: null })

/** With a cell there, or in the lowest free strip; nothing when there is no room. Everything else is as in the cell drawn last. */
export function withCell(design: ModuleDesign, area?: Area): Added {
  if (design.cells.length >= limits.cellsPerModuleMax) return nothing(design)
  const place = area ?? freeStrip(bounds(design), taken(design), NEW_HEIGHT)
  if (!place) return nothing(design)
  const key = freeKey(design)
  const cell = newCell(design, key, place, design.cells.at(-1))
  return { design: { ...design, cells: [...design.cells, cell] }, part: { kind: 'cell', key } }
}

const controlSizes: Record<Control['kind'], { width: number; height: number }> = {
  screen: { width: 280, height: 360 },
  keypad: { width: 120, height: 140 },
  scanner: { width: 120, height: 80 },
  terminal: { width: 100, height: 160 },
}
/** Where a new control is: within everybody's reach. */
const CONTROL_AT = 800

/** With a control within reach; the module becomes a control module by it. */
export function withControl(design: ModuleDesign, kind: Control['kind']): Added {
  if (design.controls.length >= limits.controlsPerModuleMax) return nothing(design)
  const { widthMm, heightMm } = design
  const width = Math.min(controlSizes[kind].width, widthMm)
  const height = Math.min(controlSizes[kind].height, heightMm)
  const area = {
    x: Math.round((widthMm - width) / 2),
    y: Math.max(0, Math.min(CONTROL_AT, heightMm - height)),
    width,
    height,
  }
  const index = design.controls.length
  const controls = [...design.controls, { kind, side: 'front' as const, area }]
  return { design: { ...design, kind: 'control', controls }, part: { kind: 'control', index } }
}

/** With a part at another place or of another size; the steel around the inside of a cell stays as thick as it was. */
export function withArea(design: ModuleDesign, part: Part, area: Area): ModuleDesign {
  const before = areaOf(design, part)
  if (!before || isEqual(before, area)) return design
  if (part.kind === 'control')
    return {
      ...design,
      controls: design.controls.map((control, index) =>
        index === part.index ? { ...control, area } : control,
      ),
    }
  return {
    ...design,
    cells: design.cells.map((cell) =>
      cell.key === part.key ? { ...cell, area, size: innerSize(cell, area) } : cell,
    ),
  }
}

const isEqual = (one: Area, other: Area) =>
  one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height

const innerSize = ({ size, area: before }: ModuleCell, area: Area): ModuleCell['size'] => ({
  width: Math.max(1, size.width + area.width - before.width),
  height: Math.max(1, size.height + area.height - before.height),
  depth: size.depth,
})

/** With parts at other places; as it was when none has moved. */
export const withAreas = (design: ModuleDesign, placed: readonly Placed[]): ModuleDesign =>
  placed.reduce((now, { part, area }) => withArea(now, part, area), design)

/** Without these parts. */
export const withoutParts = (design: ModuleDesign, parts: readonly Part[]): ModuleDesign => ({
  ...design,
  cells: design.cells.filter(
    ({ key }) => !parts.some((part) => isSame(part, { kind: 'cell', key })),
  ),
  controls: design.controls.filter(
    (_, index) => !parts.some((part) => isSame(part, { kind: 'control', index })),
  ),
})

/** With these cells changed alike. */
export const changedCells = (
  design: ModuleDesign,
  keys: readonly string[],
  change: (cell: ModuleCell) => ModuleCell,
): ModuleDesign => ({
  ...design,
  cells: design.cells.map((cell) => (keys.includes(cell.key) ? change(cell) : cell)),
})

/** With a cell cut into equal rows and columns; as it was when the pieces would be too small or too many. */
export function splitCell(
  design: ModuleDesign,
  key: string,
  rows: number,
  columns: number,
): ModuleDesign {
  const at = design.cells.findIndex((each) => each.key === key)
  const cell = design.cells[at]
  const pieces = rows * columns
  if (!cell || pieces < 2 || design.cells.length - 1 + pieces > limits.cellsPerModuleMax)
    return design
  if (cell.area.width / columns < SMALLEST || cell.area.height / rows < SMALLEST) return design
  const keys = [key]
  while (keys.length < pieces) keys.push(freeKey(design, keys))
  const parts = splitArea(cell.area, rows, columns).map((area, i) => ({
    ...cell,
    key: keys[i] ?? key,
    area,
    size: innerSize(cell, area),
  }))
  return { ...design, cells: design.cells.toSpliced(at, 1, ...parts) }
}

/** With another cell like it, above it where there is room, else in the lowest free strip. */
export function duplicatedCell(design: ModuleDesign, key: string): Added {
  const cell = design.cells.find((each) => each.key === key)
  if (!cell || design.cells.length >= limits.cellsPerModuleMax) return nothing(design)
  const above = { ...cell.area, y: cell.area.y + cell.area.height }
  const fits = above.y + above.height <= design.heightMm && isFree(design, above)
  const place = fits ? above : freeStrip(bounds(design), taken(design), cell.area.height)
  if (!place) return nothing(design)
  const next = freeKey(design)
  const copy = { ...newCell(design, next, place, cell), size: innerSize(cell, place) }
  return {
    design: { ...design, cells: [...design.cells, copy] },
    part: { kind: 'cell', key: next },
  }
}

const isFree = (design: ModuleDesign, { x, y, width, height }: Area) =>
  taken(design).every(
    (other) =>
      x >= other.x + other.width ||
      other.x >= x + width ||
      y >= other.y + other.height ||
      other.y >= y + height,
  )

/** With cells of this height stacked over the whole width until the module is full. */
export function filledUp(design: ModuleDesign, height: number): ModuleDesign {
  let filled = design
  while (filled.cells.length < limits.cellsPerModuleMax) {
    const place = freeStrip(bounds(filled), taken(filled), height)
    if (!place || place.height < height) return filled
    filled = withCell(filled, place).design
  }
  return filled
}
