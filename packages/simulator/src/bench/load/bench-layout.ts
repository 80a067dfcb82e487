import type { CellSpec, Layout } from '@cubby/domain/cells/layout'
import type { IdSource } from '@cubby/kit/ids'

/** From bottom to top in one column: many small cells, few large ones, as in most machines. */
const column = [
  { type: 'C', height: 410 },
  { type: 'B', height: 190 },
  { type: 'B', height: 190 },
  { type: 'A', height: 80 },
  { type: 'A', height: 80 },
  { type: 'A', height: 80 },
  { type: 'B', height: 190 },
  { type: 'A', height: 80 },
] as const

/** A street machine of eight cells a column, each cell with a door on the front. */
export function benchLayout(ids: IdSource, columns: number): Layout {
  return {
    modules: Array.from({ length: columns }, (_, m) => {
      let heightMm = 150
      const cells = column.map(({ type, height }, c): CellSpec => {
        const floor = heightMm
        heightMm += height + 20
        return {
          id: ids.mint('cel'),
          name: `${m * column.length + c + 1}`,
          type,
          size: { height, width: 380, depth: 640 },
          sides: ['front'],
          zone: 'ambient',
          purposes: ['delivery'],
          heightMm: floor,
          gramsMax: 25_000,
          socket: false,
          transparent: false,
          tenant: null,
        }
      })
      return { name: `${m + 1}`, kind: 'cells', widthMm: 420, cells }
    }),
  }
}
