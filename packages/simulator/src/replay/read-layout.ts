import { readFileSync } from 'node:fs'
import type { Layout } from '@cubby/domain/cells/layout'
import type { IdSource } from '@cubby/kit/ids'
import type { Size } from '@cubby/kit/units'
import { z } from 'zod'

/** Inner sizes of the operator's cells by class (height, width, depth in mm); any rotation, up to 25 kg. */
export const classSizes: Readonly<Record<string, Size>> = {
  A: { height: 80, width: 380, depth: 640 },
  B: { height: 190, width: 380, depth: 640 },
  C: { height: 410, width: 380, depth: 640 },
}
export const GRAMS_MAX = 25_000

const file = z.object({
  columns: z
    .array(
      z.object({
        name: z.string().min(1),
        /** Classes from top to bottom, one letter a cell. */
        sizes: z.string().min(1),
        /** `service` and `controller` are not for parcels. */
        types: z.array(z.string().nullable()).optional(),
      }),
    )
    .min(1),
})

/** A machine from a file of columns, with ids of its own. Throws a `RangeError` that says what is wrong. */
export function readLayout(path: string, ids: IdSource): Layout {
  const read = file.safeParse(JSON.parse(readFileSync(path, 'utf8')))
  if (!read.success) throw new RangeError(`${path}: ${z.prettifyError(read.error)}`)
  return {
    modules: read.data.columns.map((column) => {
      const control = column.types?.includes('controller') ?? false
      let heightMm = 100
      const cells = Array.from(column.sizes)
        .map((type, i) => ({ type, rentable: !column.types?.[i], place: i + 1 }))
        .reverse()
        .flatMap(({ type, rentable, place }) => {
          const size = classSizes[type]
          if (!size)
            throw new RangeError(
              `${path}: column ${column.name} has a cell of unknown class ${type}`,
            )
          const at = heightMm
          heightMm += size.height + 10
          return rentable ? [cellOf(ids, `${column.name}-${place}`, type, size, at)] : []
        })
      return {
        name: column.name,
        kind: control ? ('control' as const) : ('cells' as const),
        widthMm: 400,
        cells,
      }
    }),
  }
}

const cellOf = (ids: IdSource, name: string, type: string, size: Size, heightMm: number) => ({
  id: ids.mint('cel'),
  name,
  type,
  size,
  heightMm,
  gramsMax: GRAMS_MAX,
  sides: ['front' as const],
  zone: 'ambient' as const,
  purposes: ['delivery' as const],
  socket: false,
  transparent: false,
  tenant: null,
})
