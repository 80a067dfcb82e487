import { realClock } from '@cubby/keys/real-clock'
import { instant, millis } from '@cubby/kit/clock'
import { testDatabase } from '@cubby/testing/postgres/test-database'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { timestamp } from './tables/column.ts'

test('a moment comes back from the database as it went in, in any time zone', async () => {
  await using database = await testDatabase()
  const at = instant(1_795_350_324_378)
  const rows = await database.db.connection().execute(async (db) => {
    await sql`set time zone 'Asia/Kolkata'`.execute(db)
    return sql<{ at: number }>`select ${timestamp(at)} as at`.execute(db)
  })
  expect(rows.rows).toEqual([{ at }])
})

test('a bigint is a number, a date is its text', async () => {
  await using database = await testDatabase()
  const { rows } = await sql`select 42::bigint as big, date '2026-02-28' as day`.execute(
    database.db,
  )
  expect(rows).toEqual([{ big: 42, day: '2026-02-28' }])
})

test('a bigint that a number cannot hold is refused, not rounded', async () => {
  await using database = await testDatabase()
  const query = sql`select 9007199254740993::bigint as big`.execute(database.db)
  await expect(query).rejects.toThrow(RangeError)
  const { rows } = await sql`select 1 as still`.execute(database.db)
  expect(rows).toEqual([{ still: 1 }])
})

test('a connection that ends in the middle of a transaction ends that transaction and nothing else', async () => {
  await using database = await testDatabase()
  const { db } = database
  const begun = db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx)
    // As a database does that is stopped: the connection hears of it while nobody asks anything.
    await sql`select pg_terminate_backend(${rows[0]?.pid}, 5000)`.execute(db)
    await realClock.sleep(millis(50))
    await sql`select 1`.execute(trx)
  })
  await expect(begun).rejects.toThrow(/connection error|terminated/i)
  const { rows } = await sql`select 1 as still`.execute(db)
  expect(rows).toEqual([{ still: 1 }])
})
