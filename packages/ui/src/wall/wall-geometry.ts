import type { Area, CellSpec, Control, ModuleSpec, Side } from '@cubby/domain/cells/layout'

/** A rectangle in millimetres; y grows downwards, as on a screen. */
export type Box = { x: number; y: number; width: number; height: number }
export type WallCell = Pick<
  CellSpec,
  'id' | 'name' | 'size' | 'sides' | 'heightMm' | 'transparent' | 'area'
>
export type WallModule<C extends WallCell> = Omit<ModuleSpec, 'cells'> & { cells: readonly C[] }

export type WallPlan<C extends WallCell> = {
  width: number
  height: number
  modules: readonly { name: string; kind: 'cells' | 'control'; box: Box }[]
  doors: readonly { cell: C; box: Box }[]
  /** Where the screen is, on the side where people stand before it. */
  screen: Box | null
  /** Keypad, scanner and terminal, where it is known. */
  controls: readonly { kind: Control['kind']; box: Box }[]
}

/** Steel above the highest and around each door. */
const FRAME = 20
const TOP = 60
/** Half the steel between two doors whose rectangles touch. */
const GAP = 5

/**
 * The front of a machine in true proportions: modules side by side, each door where its cell is. Seen from the back, left and
 * right change places and only the doors of that side are there.
 */
export function wallPlan<C extends WallCell>(
  modules: readonly WallModule<C>[],
  side: Side = 'front',
): WallPlan<C> {
  const height = Math.max(1_000, ...modules.map(topOf))
  const width = modules.reduce((sum, { widthMm }) => sum + widthMm, 0)
  let left = 0
  const placed = modules.map((module) => {
    const x = side === 'front' ? left : width - left - module.widthMm
    left += module.widthMm
    return { module, box: { x, y: 0, width: module.widthMm, height } }
  })
  return {
    width,
    height,
    modules: placed.map(({ module: { name, kind, topMm = height }, box }) => ({
      name,
      kind,
      box: { ...box, y: height - topMm, height: topMm },
    })),
    doors: placed.flatMap(({ module, box }) =>
      module.cells
        .filter(({ sides }) => sides.includes(side))
        .map((cell) => ({ cell, box: doorBox(cell, box, side) })),
    ),
    ...controlsIn(placed, side),
  }
}

const topOf = ({ topMm, cells }: WallModule<WallCell>) =>
  topMm ?? Math.max(1_000, ...cells.map(({ heightMm, size }) => heightMm + size.height)) + TOP

/** A rectangle of a module, on the wall. */
const drawn = (area: Area, module: Box, side: Side): Box => ({
  x: module.x + (side === 'front' ? area.x : module.width - area.x - area.width),
  y: module.height - area.y - area.height,
  width: area.width,
  height: area.height,
})

function doorBox({ size, heightMm, area }: WallCell, module: Box, side: Side): Box {
  if (area) return inset(drawn(area, module, side))
  const width = Math.min(size.width + FRAME, module.width - FRAME / 2)
  return {
    x: module.x + (module.width - width) / 2,
    y: module.height - heightMm - size.height - FRAME / 2,
    width,
    height: size.height + FRAME / 2,
  }
}

/** Neighbouring doors are drawn with the steel between them. */
const inset = ({ x, y, width, height }: Box): Box => ({
  x: x + GAP,
  y: y + GAP,
  width: Math.max(1, width - 2 * GAP),
  height: Math.max(1, height - 2 * GAP),
})

function controlsIn<C extends WallCell>(
  placed: readonly { module: WallModule<C>; box: Box }[],
  side: Side,
): Pick<WallPlan<C>, 'screen' | 'controls'> {
  const known = placed.flatMap(({ module: { controls = [] }, box }) =>
    controls
      .filter((each) => each.side === side)
      .map(({ kind, area }) => ({ kind, box: drawn(area, box, side) })),
  )
  const [screen] = known.filter(({ kind }) => kind === 'screen')
  const isDrawn = placed.some(({ module: { topMm } }) => topMm !== undefined)
  const guessed = side === 'front' && !isDrawn ? screenIn(placed) : null
  return {
    screen: screen?.box ?? guessed,
    controls: known.filter(({ kind }) => kind !== 'screen'),
  }
}

/** In the control module, below its cells or in its middle when it has none. */
function screenIn<C extends WallCell>(
  placed: readonly { module: WallModule<C>; box: Box }[],
): Box | null {
  const control = placed.find(({ module }) => module.kind === 'control')
  if (!control) return null
  const { module, box } = control
  const lowest = Math.min(box.height - 100, ...module.cells.map(({ heightMm }) => heightMm))
  const height = Math.min(420, lowest * 0.45)
  return {
    x: box.x + box.width * 0.14,
    y: box.height - lowest + lowest * 0.08,
    width: box.width * 0.72,
    height,
  }
}
