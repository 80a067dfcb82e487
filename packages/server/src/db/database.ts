import { type Instant, instant } from '@cubby/kit/clock'
import { Kysely, PostgresDialect } from 'kysely'
import { type CustomTypesConfig, Pool, types } from 'pg'
import type { Db } from './tables.ts'

export type Database = {
  kysely: Kysely<Db>
  pool: Pool
  close(): Promise<void>
}

/**
 * Opens PostgreSQL. Values come out as the product thinks of them: `bigint` as a number (refused when a
 * number cannot hold it), `timestamptz` as an `Instant`, `date` as the text it is. Other pools in the
 * same process (the job queue's) keep their own ways.
 */
export function openDatabase(url: string, options: { max: number }): Database {
  const pool = new Pool({
    connectionString: url,
    max: options.max,
    types: ourTypes,
    application_name: 'cubby',
    connectionTimeoutMillis: 15_000,
  })
  // An idle connection that breaks is thrown away; the next query opens another and reports for itself.
  pool.on('error', () => {})
  // One that breaks between two statements of a transaction has nobody else to tell: the next statement fails.
  pool.on('connect', (client) => void client.on('error', () => {}))
  const kysely = new Kysely<Db>({ dialect: new PostgresDialect({ pool }) })
  return { kysely, pool, close: () => kysely.destroy() }
}

const BIGINT = 20
const DATE = 1082
const TIMESTAMPTZ = 1184

const parsers = new Map<number, (text: string) => unknown>([
  [BIGINT, safeInteger],
  [DATE, (text) => text],
  [TIMESTAMPTZ, instantOf],
])

const ourTypes: CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text') =>
    (format !== 'text' && format !== undefined ? undefined : parsers.get(oid)) ??
    types.getTypeParser(oid, format)) as CustomTypesConfig['getTypeParser'],
}

function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError('a bigint outside the safe integers')
  return value
}

/** `2026-11-22 12:06:01.123456+00`, whatever the time zone of the session, to milliseconds. */
export function instantOf(text: string): Instant {
  const iso = text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')
  const ms = Date.parse(iso)
  if (Number.isNaN(ms)) throw new RangeError(`not a moment that we can hold: ${text}`)
  return instant(ms)
}
