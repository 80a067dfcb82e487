import { AppError } from '@cubby/kit/app-error'
import { assert } from '@cubby/kit/assert'
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely'
import type { Db } from './tables.ts'

export type Migration = {
  id: number
  name: string
  /** The oldest server (by its last migration) that still works on the schema after this step. */
  oldestSafeServer: number
  /** One step, forward only: expand now, contract when no server needs the old shape. */
  up: RawBuilder<unknown>
}

/** One numbered step of the schema. */
export function defineMigration(migration: Migration): Migration {
  assert(migration.oldestSafeServer <= migration.id, `${migration.name}: names a later server`)
  return migration
}

/**
 * Brings the schema up to date and answers what it did. Any number of processes may call it at once:
 * each step is taken once, under a lock, in a transaction of its own. Refuses to work on a schema that
 * a newer server has changed beyond what this one understands.
 */
export async function migrate(db: Kysely<Db>, migrations: readonly Migration[]): Promise<string[]> {
  const last = numbered(migrations)
  const done: string[] = []
  for (;;) {
    const step = await db.transaction().execute((trx) => nextStep(trx, migrations, last))
    if (step === null) return done
    done.push(step)
  }
}

/** Any constant does, as long as nothing else in this database locks it. */
const LOCK = 7_031_948

async function nextStep(trx: Transaction<Db>, migrations: readonly Migration[], last: number) {
  await sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`.execute(trx)
  await sql`create table if not exists schema_migration (
    id integer primary key,
    name text not null,
    oldest_safe_server integer not null,
    applied_at timestamptz not null default now()
  )`.execute(trx)
  const applied = await trx
    .selectFrom('schema_migration')
    .select(['id', 'name', 'oldest_safe_server'])
    .orderBy('id')
    .execute()
  for (const row of applied) {
    const ours = migrations.find((migration) => migration.id === row.id)
    if (ours && ours.name !== row.name)
      throw new AppError(
        'config/invalid',
        `migration ${row.id} is ${row.name} here, not ${ours.name}`,
      )
    if (!ours && row.oldest_safe_server > last)
      throw new AppError(
        'config/invalid',
        `the database was changed by a newer server (${row.name})`,
      )
  }
  const next = migrations.find((migration) => !applied.some((row) => row.id === migration.id))
  if (!next) return null
  await next.up.execute(trx)
  await trx
    .insertInto('schema_migration')
    .values({ id: next.id, name: next.name, oldest_safe_server: next.oldestSafeServer })
    .execute()
  return next.name
}

function numbered(migrations: readonly Migration[]): number {
  migrations.forEach(({ id, name }, i) =>
    assert(id === i + 1, `${name}: the next number is ${i + 1}`),
  )
  return migrations.length
}
