/** What a list asks the database for: one row more than it shows tells whether there is a next page. */
export const rowsFor = (limit: number) => limit + 1

/** A page of a list whose rows are found again by their ids, newest first. */
export function pageOfRows<Row, Item extends { id: string }>(
  rows: readonly Row[],
  limit: number,
  toldAs: (row: Row) => Item,
): { items: Item[]; next: string | null } {
  const items = rows.slice(0, limit).map(toldAs)
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}
