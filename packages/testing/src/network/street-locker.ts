import type { NewLayout } from '@cubby/protocol/operations/lockers/locker-shapes'

type Column = NewLayout['modules'][number]
type NewCell = Column['cells'][number]

/** Three classes over one width and depth, in millimetres. */
const heights = { A: 80, B: 190, C: 410 } as const
type CellType = keyof typeof heights
const WIDTH = 380
const DEPTH = 640
/** Steel between two cells, and the plinth under the lowest. */
const SHELF = 20
const PLINTH = 120
/** In the control column, the cells begin above the screen. */
const ABOVE_SCREEN = 1_020

/** A street machine of ten columns with the screen in the middle: 97 cells, few large and many small ones. */
export function streetLocker(): NewLayout {
  const columns =
    'CCBBBAAA BBBBBBAAAAA BBBBBBBAAA CBBBBAAAAA AAAAAAAAA CBBBBAAAAA BBBBBBBAAA BBBBBBAAAAA CCBBBAAA BBBBBBBAAA'
  return layoutOf(columns.split(' '), 4)
}

/** Two columns, nine cells: enough for a test to run out of room when it wants to. */
export const smallLocker = (): NewLayout => layoutOf(['CBAA', 'CBBAA'], null)

function layoutOf(columns: readonly string[], controlAt: number | null): NewLayout {
  let before = 0
  const modules = columns.map((types, i): Column => {
    const kind = i === controlAt ? 'control' : 'cells'
    const cells = columnOf(types, before, kind === 'control' ? ABOVE_SCREEN : PLINTH)
    before += cells.length
    return { name: `Column ${i + 1}`, kind, widthMm: WIDTH + SHELF, cells }
  })
  return { modules }
}

/** Bottom to top; the doors are numbered through the whole machine. */
function columnOf(types: string, before: number, lowest: number): NewCell[] {
  let floor = lowest
  return Array.from(types, (type, i) => {
    const height = heights[type as CellType]
    const heightMm = floor
    floor += height + SHELF
    return {
      name: String(before + i + 1).padStart(2, '0'),
      type,
      size: { height, width: WIDTH, depth: DEPTH },
      sides: ['front'],
      zone: 'ambient',
      purposes: ['delivery'],
      heightMm,
      gramsMax: 25_000,
      socket: false,
      transparent: false,
      tenant: null,
    }
  })
}
