import type { CellSpec, Side } from '@cubby/domain/cells/layout'

/** A rectangle in millimetres; y grows downwards, as on a screen. */
export type Box = { x: number; y: number; width: number; height: number }
export type WallCell = Pick<CellSpec, 'id' | 'name' | 'size' | 'sides' | 'heightMm' | 'transparent'>
export type WallModule<C extends WallCell> = {
  name: string
  kind: 'cells' | 'control'
  widthMm: number
  cells: readonly C[]
}

export type WallPlan<C extends WallCell> = {
  width: number
  height: number
  modules: readonly { name: string; kind: 'cells' | 'control'; box: Box }[]
  doors: readonly { cell: C; box: Box }[]
  /** Where the screen is, on the side where people stand before it. */
  screen: Box | null
}

/** Steel above the highest and around each door. */
const FRAME = 20
const TOP = 60

/**
 * The front of a machine in true proportions: modules side by side, each door where its cell is. Seen from the back, left and
 * right change places and only the doors of that side are there.
 */
export function wallPlan<C extends WallCell>(
  modules: readonly WallModule<C>[],
  side: Side = 'front',
): WallPlan<C> {
  const tops = modules.flatMap(({ cells }) =>
    cells.map(({ heightMm, size }) => heightMm + size.height),
  )
  const height = Math.max(1_000, ...tops) + TOP
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
    modules: placed.map(({ module: { name, kind }, box }) => ({ name, kind, box })),
    doors: placed.flatMap(({ module, box }) =>
      module.cells
        .filter(({ sides }) => sides.includes(side))
        .map((cell) => ({ cell, box: doorBox(cell, box) })),
    ),
    screen: side === 'front' ? screenIn(placed) : null,
  }
}

function doorBox({ size, heightMm }: WallCell, module: Box): Box {
  const width = Math.min(size.width + FRAME, module.width - FRAME / 2)
  return {
    x: module.x + (module.width - width) / 2,
    y: module.height - heightMm - size.height - FRAME / 2,
    width,
    height: size.height + FRAME / 2,
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
