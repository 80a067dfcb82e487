import { randomBytes } from 'node:crypto'
import { openDatabase } from '@cubby/server/db/database'
import type { Db } from '@cubby/server/db/tables'
import type { Kysely } from 'kysely'
import { inject } from 'vitest'
import { dropDatabase, runOn, urlOf } from './admin.ts'

export type TestDatabase = AsyncDisposable & { url: string; db: Kysely<Db> }

/**
 * A database of this test's own, with today's schema and nothing in it; dropped when it goes out of
 * scope (`await using`). `isEmpty` leaves the schema out too.
 */
export async function testDatabase(options?: { isEmpty?: boolean }): Promise<TestDatabase> {
  const { url, template } = inject('postgres')
  const name = `cubby_test_${randomBytes(6).toString('hex')}`
  const from = options?.isEmpty ? 'template1' : template
  await runOn(url, `create database ${name} template ${from}`)
  const own = urlOf(url, name)
  const database = openDatabase(own, { max: 20 })
  return {
    url: own,
    db: database.kysely,
    [Symbol.asyncDispose]: async () => {
      await database.close()
      await dropDatabase(url, name)
    },
  }
}
