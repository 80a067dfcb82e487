import { testDatabase } from '@cubby/testing/postgres/test-database'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { openDatabase } from './database.ts'
import { defineMigration, migrate, type Migration } from './migrate.ts'
import { allMigrations } from './migrations/all.ts'

const steps: Migration[] = Array.from({ length: 5 }, (_, i) =>
  defineMigration({
    id: i + 1,
    name: `step-${i + 1}`,
    oldestSafeServer: 1,
    up: sql.raw(`create table thing_${i + 1} (id integer); insert into thing_${i + 1} values (1)`),
  }),
)
const names = steps.map((step) => step.name)

describe('migrations', () => {
  test('bring an empty database up to date, and then do nothing', async () => {
    await using database = await testDatabase({ isEmpty: true })
    expect(await migrate(database.db, allMigrations)).toEqual(allMigrations.map(({ name }) => name))
    expect(await migrate(database.db, allMigrations)).toEqual([])
  })

  test('are each taken once by servers that start at the same time', async () => {
    await using database = await testDatabase({ isEmpty: true })
    const servers = Array.from({ length: 6 }, () => openDatabase(database.url, { max: 1 }))
    const done = await Promise.all(servers.map((server) => migrate(server.kysely, steps)))
    await Promise.all(servers.map((server) => server.close()))
    expect(done.flat().toSorted()).toEqual(names)
  })

  test('that fail leave the steps before them and nothing of themselves', async () => {
    await using database = await testDatabase({ isEmpty: true })
    const up = sql.raw('create table half (id integer); select 1 / 0')
    const broken = defineMigration({ id: 3, name: 'broken', oldestSafeServer: 1, up })
    await expect(migrate(database.db, [...steps.slice(0, 2), broken])).rejects.toThrow(/zero/)
    expect(await migrate(database.db, steps)).toEqual(names.slice(2))
    const { rows } = await sql`select to_regclass('half') as half`.execute(database.db)
    expect(rows).toEqual([{ half: null }])
  })

  test('of a newer server are accepted while they keep this one safe', async () => {
    await using database = await testDatabase({ isEmpty: true })
    await migrate(database.db, steps)
    expect(await migrate(database.db, steps.slice(0, 3))).toEqual([])
  })

  test('of a newer server that broke with this one stop it at the door', async () => {
    await using database = await testDatabase({ isEmpty: true })
    const contract = steps.map((step) => (step.id === 5 ? { ...step, oldestSafeServer: 4 } : step))
    await migrate(database.db, contract)
    const old = migrate(database.db, steps.slice(0, 3))
    await expect(old).rejects.toMatchObject({ code: 'config/invalid' })
  })

  test('that were renamed or swapped are noticed', async () => {
    await using database = await testDatabase({ isEmpty: true })
    await migrate(database.db, steps)
    const swapped = steps.map((step) => (step.id === 2 ? { ...step, name: 'other' } : step))
    await expect(migrate(database.db, swapped)).rejects.toMatchObject({ code: 'config/invalid' })
  })
})
