import type { Layout } from '@cubby/domain/cells/layout'
import type { IdSource } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import type { ImportedLocker } from '@cubby/protocol/operations/network/import-shapes'

type Sizes = NonNullable<ImportedLocker['cells']>
type Cell = Layout['modules'][number]['cells'][number]

/** Steel between two cells, the plinth under the lowest, and how high a column may be. */
const SHELF = 20
const PLINTH = 120
const HIGHEST = 2_200
const WIDEST = 5_000
const GRAMS_MAX = 25_000

/**
 * A machine of so many cells of each size, in columns from the ground up, the largest first: what is known of a locker that somebody
 * else has built. Names are numbers, in order.
 */
export function layoutOfSizes(sizes: Sizes, ids: IdSource): Layout {
  let number = 0
  const modules = columnsOf(sizes).map((column, i) => ({
    name: `Column ${i + 1}`,
    kind: 'cells' as const,
    widthMm: Math.min(WIDEST, Math.max(...column.map(({ width }) => width)) + SHELF),
    cells: column.map(({ floor, ...size }) => cellOf(size, floor, ++number, ids)),
  }))
  return { modules }
}

type Stood = Omit<Sizes[number], 'count'> & { floor: number }

function columnsOf(sizes: Sizes): Stood[][] {
  const columns: Stood[][] = []
  let floor = Infinity
  for (const { count, ...size } of sizes.toSorted((a, b) => b.height - a.height))
    for (let n = 0; n < count; n++) {
      if (floor + size.height > HIGHEST && floor !== PLINTH) {
        columns.push([])
        floor = PLINTH
      }
      columns.at(-1)?.push({ ...size, floor })
      floor += size.height + SHELF
    }
  return columns
}

const cellOf = (
  { type, height, width, depth }: Omit<Stood, 'floor'>,
  floor: number,
  number: number,
  ids: IdSource,
): Cell => ({
  id: ids.mint('cel'),
  name: String(number),
  type,
  size: { height, width, depth },
  sides: ['front'],
  zone: 'ambient',
  purposes: ['delivery'],
  heightMm: Math.min(floor, HIGHEST),
  gramsMax: GRAMS_MAX,
  socket: false,
  transparent: false,
  tenant: null,
})

export const cellCount = (sizes: Sizes): number => sizes.reduce((sum, { count }) => sum + count, 0)

/** Why no machine can be made of these cells; null when one can. */
export function sizesProblem(sizes: Sizes): string | null {
  if (cellCount(sizes) > limits.cellsPerLockerMax)
    return `a locker has at most ${limits.cellsPerLockerMax} cells`
  if (columnsOf(sizes).length > limits.modulesPerLockerMax)
    return `the cells make more than ${limits.modulesPerLockerMax} columns`
  return null
}

/** Two machines have the same cells when they have as many of each size. */
export const sizesKey = (sizes: Sizes): string => {
  const counts = new Map<string, number>()
  for (const { type, count, height, width, depth } of sizes) {
    const key = `${type} ${height} ${width} ${depth}`
    counts.set(key, (counts.get(key) ?? 0) + count)
  }
  return [...counts]
    .map(([key, count]) => `${key} ${count}`)
    .toSorted()
    .join(', ')
}
