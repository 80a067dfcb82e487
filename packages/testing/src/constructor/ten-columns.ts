import type { ModuleDesign } from '@cubby/domain/constructor/module-design'
import type { ModuleModelId } from '@cubby/kit/ids'
import { createModuleModel } from '@cubby/protocol/operations/models/create-module-model'
import { releaseModuleModel } from '@cubby/protocol/operations/models/release-module-model'
import type { ApiClient } from '../network/api-client.ts'

/** Inner heights of the three classes, in millimetres; all are 380 wide and 640 deep. */
const heights = { A: 80, B: 190, C: 410 } as const
const INNER = { width: 380, depth: 640 }
/** The steel around the inside of a cell, seen from the front. */
const STEEL = 20
const PLINTH = 120
const COLUMN = { widthMm: INNER.width + STEEL, heightMm: 2_100, depthMm: 700 }

/**
 * A machine that really stands in Poland: ten columns with 88 cells for people, 42 A, 26 B and 20 C. From the left, each column from top to
 * bottom; `-` is a flap for technicians, `#` the computer behind the screen.
 */
export const tenColumns = [
  'CBBBBBC',
  'CBBBBBC',
  'CAAAAAAAAAAC',
  'CAAAAAAAAAAC',
  'C-#AAAAC',
  'CAAAAAAAAAAC',
  'CBBBBBC',
  'CBBBBBC',
  'CAAAAAAAABC',
  'CBBBBBC',
] as const

const outer = (part: string): number => {
  if (part === '-') return heights.B + STEEL
  if (part === '#') return heights.C + STEEL
  return heights[part as keyof typeof heights] + STEEL
}

/** One column as a module, from its cells top to bottom. */
export function moduleOf(column: string): ModuleDesign {
  let y = PLINTH
  let floorOfScreen = 0
  const cells: ModuleDesign['cells'] = []
  for (const part of Array.from(column).toReversed()) {
    const area = { x: 0, y, width: COLUMN.widthMm, height: outer(part) }
    y += area.height
    if (part === '#') floorOfScreen = area.y
    if (part === '#' || part === '-') continue
    cells.push({
      key: `c${cells.length + 1}`,
      area,
      size: { height: heights[part as keyof typeof heights], ...INNER },
      type: part,
      sides: ['front'],
      zone: 'ambient',
      purposes: ['delivery'],
      socket: false,
      transparent: false,
      light: false,
      gramsMax: 25_000,
    })
  }
  const isControl = floorOfScreen > 0
  return {
    kind: isControl ? 'control' : 'cells',
    ...COLUMN,
    gramsEmpty: 90_000,
    plinthMm: PLINTH,
    cells,
    controls: isControl
      ? [
          {
            kind: 'screen',
            side: 'front',
            area: { x: 30, y: floorOfScreen + 20, width: 240, height: 390 },
          },
          {
            kind: 'scanner',
            side: 'front',
            area: { x: 290, y: floorOfScreen + 20, width: 80, height: 80 },
          },
          {
            kind: 'terminal',
            side: 'front',
            area: { x: 290, y: floorOfScreen + 120, width: 80, height: 160 },
          },
        ]
      : [],
    board: null,
  }
}

/** What the module of a column is called. */
export const moduleNameOf = (column: string) =>
  column.includes('#') ? 'Control column' : `Column ${column}`

/** The module models of the machine, drawn and released; by their columns. */
export async function drawColumns(operator: ApiClient): Promise<Map<string, ModuleModelId>> {
  const drawn = new Map<string, ModuleModelId>()
  for (const column of new Set<string>(tenColumns)) {
    const body = { name: moduleNameOf(column), design: moduleOf(column), note: null }
    const { id } = await operator.call(createModuleModel, { body })
    await operator.call(releaseModuleModel, { params: { model: id }, body: { version: 1 } })
    drawn.set(column, id)
  }
  return drawn
}
