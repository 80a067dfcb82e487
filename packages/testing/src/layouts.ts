import type { CellSpec, Layout } from '@cubby/domain/cells/layout'
import type { IdSource } from '@cubby/kit/ids'

/** The three usual sizes, inner measures in millimetres, each carrying 25 kg. */
const heights = { A: 80, B: 190, C: 410 } as const

/** A small machine: two modules of four cells, two A, one B and one C each, all with a front door. */
export function smallLayout(ids: IdSource): Layout {
  return {
    modules: ['left', 'right'].map((name, m) => ({
      name,
      kind: 'cells' as const,
      widthMm: 450,
      cells: (['C', 'B', 'A', 'A'] as const).map((type, c) =>
        aCell(ids, type, `${m * 4 + c + 1}`, 300 + c * 300),
      ),
    })),
  }
}

/** One cell of a size class, with everything else as usual. */
export function aCell(
  ids: IdSource,
  type: keyof typeof heights,
  name: string,
  heightMm = 900,
): CellSpec {
  return {
    id: ids.mint('cel'),
    name,
    type,
    sides: ['front'],
    zone: 'ambient',
    purposes: ['delivery'],
    size: {
      height: heights[type],
      width: 380,
      depth: 640,
    },
    heightMm,
    gramsMax: 25e3,
    socket: false,
    transparent: false,
    tenant: null,
  }
}
