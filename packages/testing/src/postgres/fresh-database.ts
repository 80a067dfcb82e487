import { randomBytes } from 'node:crypto'
import { openDatabase } from '@cubby/server/db/database'
import { migrate } from '@cubby/server/db/migrate'
import { allMigrations } from '@cubby/server/db/migrations/all'
import { dropDatabase, runOn, urlOf } from './admin.ts'

export type FreshDatabase = AsyncDisposable & { name: string; url: string }

/** A new database on that server with today's schema, dropped when it goes out of scope. */
export async function freshDatabase(server: string): Promise<FreshDatabase> {
  const name = `cubby_fresh_${randomBytes(6).toString('hex')}`
  await runOn(server, `create database ${name}`)
  const url = urlOf(server, name)
  const database = openDatabase(url, { max: 1 })
  await migrate(database.kysely, allMigrations)
  await database.close()
  return {
    name,
    url,
    [Symbol.asyncDispose]: () => dropDatabase(server, name),
  }
}
