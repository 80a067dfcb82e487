import type { Operation } from '@cubby/protocol/operation'
import type { OfficeSample } from '../office-samples.ts'

type Values = Readonly<Record<string, string>>

/** Something that a page asks. What stands in the path is taken from the sample by its name, unless it is said. */
export type OfficeRead = {
  /** As the table calls it, after the name of the operation. */
  what: string
  operation: Operation
  params?: (sample: OfficeSample) => Values
  query?: (sample: OfficeSample) => Values
  body?: (sample: OfficeSample) => object
}

/** A read with a query. */
export const read = (
  operation: Operation,
  what = '',
  query?: OfficeRead['query'],
  rest: Pick<OfficeRead, 'params' | 'body'> = {},
): OfficeRead => ({ what, operation, ...(query ? { query } : {}), ...rest })

/** The path with its query; null: the sample has nothing that this asks about. */
export function pathOf({ operation, params, query }: OfficeRead, sample: OfficeSample) {
  const named: Values = {
    ...(sample as unknown as Values),
    model: sample.lockerModel,
    of: '',
    ...params?.(sample),
  }
  const inPath = [...operation.path.matchAll(/:(\w+)/g)].map(([, name = '']) => named[name] ?? '')
  const values = {
    ...('limit' in operation.query.shape ? { limit: '50' } : {}),
    ...query?.(sample),
  }
  if ([...inPath, ...Object.values(values)].includes('')) return null
  let next = 0
  const path = operation.path.replaceAll(/:\w+/g, () => encodeURIComponent(inPath[next++] ?? ''))
  const text = new URLSearchParams(values).toString()
  return text === '' ? path : `${path}?${text}`
}
