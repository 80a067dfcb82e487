import { cellsOf } from '@cubby/domain/cells/layout'
import type { ConfiguredLevel } from '@cubby/domain/machine/configuration-item'
import { type CellId, idOf, type LockerId, uuidOf } from '@cubby/kit/ids'
import type { Kysely } from 'kysely'
import type { Db } from '../db/tables.ts'

/** Whether there is such a level. */
export async function levelExists(db: Kysely<Db>, of: ConfiguredLevel): Promise<boolean> {
  return of === 'network' || (await namesOf(db, [of])).has(of)
}

/** What levels are called; null for one without a name. Those that do not exist are left out. */
export async function namesOf(
  db: Kysely<Db>,
  levels: readonly ConfiguredLevel[],
): Promise<Map<ConfiguredLevel, string | null>> {
  const ids = (prefix: string) =>
    levels.filter((of) => of.startsWith(prefix)).map((of) => uuidOf(of as LockerId))
  const [segments, models, lockers] = [ids('seg_'), ids('mdl_'), ids('lck_')]
  const names = new Map<ConfiguredLevel, string | null>([['network', null]])
  if (segments.length > 0)
    for (const { id, name } of await db
      .selectFrom('segment')
      .select(['id', 'name'])
      .where('id', 'in', segments)
      .execute())
      names.set(idOf('seg', id), name)
  if (models.length > 0)
    for (const { id, name } of await db
      .selectFrom('model')
      .select(['id', 'name'])
      .where('kind', '=', 'locker')
      .where('id', 'in', models)
      .execute())
      names.set(idOf('mdl', id), name)
  if (lockers.length > 0)
    for (const { id, name } of await db
      .selectFrom('locker')
      .select(['id', 'name'])
      .where('id', 'in', lockers)
      .execute())
      names.set(idOf('lck', id), name)
  return names
}

/** What is painted on the doors of these lockers' cells. */
export async function cellNamesOf(
  db: Kysely<Db>,
  lockers: readonly LockerId[],
): Promise<Map<CellId, string>> {
  if (lockers.length === 0) return new Map()
  const rows = await db
    .selectFrom('locker')
    .select('layout')
    .where('id', 'in', lockers.map(uuidOf))
    .execute()
  return new Map(
    rows.flatMap(({ layout }) => cellsOf(layout).map(({ id, name }) => [id, name] as const)),
  )
}
