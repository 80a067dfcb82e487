import { seconds } from '@cubby/kit/clock'
import { prng } from '@cubby/kit/prng'
import { realClock } from '@cubby/keys/real-clock'
import type { Db } from '@cubby/server/db/tables'
import { testDatabase } from '@cubby/testing/postgres/test-database'
import { type Kysely, sql } from 'kysely'
import { expect, test } from 'vitest'
import { type FeedTechnique, soakFeed, streamTechnique } from './feed-soak.ts'

const chance = prng('feed-soak')

test('a polling reader sees every committed change of sixteen writers', async () => {
  await using database = await testDatabase()
  const technique = streamTechnique(database.db, realClock)
  const soak = { db: database.db, technique, clock: realClock, chance, writers: 16 }
  const report = await soakFeed({ ...soak, duration: seconds(10) })
  expect(report.missed).toBe(0)
  expect(report.rowsRead).toBe(report.writes)
  expect(report.writes).toBeGreaterThan(100)
})

test('the soak notices a feed that loses changes: a sequence as cursor does', async () => {
  await using database = await testDatabase()
  await sql`create table wrong (id bigserial primary key, key text not null)`.execute(database.db)
  const technique = sequenceTechnique(database.db)
  const soak = { db: database.db, technique, clock: realClock, chance, writers: 16 }
  const report = await soakFeed({ ...soak, duration: seconds(2) })
  expect(report.missed).toBeGreaterThan(0)
  expect(report.rowsRead + report.missed).toBe(report.writes)
})

/** The mistake that the feed exists to avoid: ids are handed out in one order and committed in another. */
function sequenceTechnique(db: Kysely<Db>): FeedTechnique {
  let cursor = 0
  return {
    async write(trx, _stream, key) {
      await sql`insert into wrong (key) values (${key})`.execute(trx)
    },
    async readOn() {
      const { rows } = await sql<{ id: number; key: string }>`
        select id, key from wrong where id > ${cursor} order by id limit 500`.execute(db)
      cursor = rows.at(-1)?.id ?? cursor
      return rows.map((row) => row.key)
    },
  }
}
