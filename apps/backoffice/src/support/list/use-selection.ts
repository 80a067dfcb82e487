import { useState } from 'react'

export type Selection<Row> = {
  /** Rows of this page that are chosen. */
  rows: readonly Row[]
  has: (row: Row) => boolean
  toggle: (row: Row) => void
  /** All that may be chosen, or none. */
  toggleAll: () => void
  clear: () => void
  /** Of the rows of this page. */
  mayChoose: (row: Row) => boolean
  isAll: boolean
}

/** Which rows of the present page are chosen. What leaves the page is not chosen any more: nobody acts on what he does not see. */
export function useSelection<Row>(
  rows: readonly Row[],
  idOf: (row: Row) => string,
  mayChoose: (row: Row) => boolean,
): Selection<Row> {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const open = rows.filter(mayChoose)
  const chosen = open.filter((row) => ids.has(idOf(row)))
  const isAll = open.length > 0 && chosen.length === open.length
  return {
    rows: chosen,
    has: (row) => ids.has(idOf(row)),
    toggle: (row) => {
      const next = new Set(ids)
      if (!next.delete(idOf(row))) next.add(idOf(row))
      setIds(next)
    },
    toggleAll: () => setIds(isAll ? new Set() : new Set(open.map(idOf))),
    clear: () => setIds(new Set()),
    mayChoose,
    isAll,
  }
}
