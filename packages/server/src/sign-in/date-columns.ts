import type { KyselyPlugin, UnknownRow } from 'kysely'

/** The sign-in library thinks of moments as `Date`, our pool reads them as numbers. */
export const dateColumns: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }) => ({ ...result, rows: result.rows.map(withDates) }),
}

const withDates = (row: UnknownRow): UnknownRow =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'number' && isMoment(name) ? new Date(value) : value,
    ]),
  )

const isMoment = (column: string) => column.endsWith('_at') || column === 'locked_until'
