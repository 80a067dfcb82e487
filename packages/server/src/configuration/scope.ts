import type { ConfiguredLevel } from '@cubby/domain/machine/configuration-item'
import { idOf, type LockerId, uuidOf } from '@cubby/kit/ids'
import { type Kysely, sql } from 'kysely'
import type { Db } from '../db/tables.ts'
import { type KeptLevel, readLevels } from './level-rows.ts'

/** A locker with the levels that have a say in it, its own last. */
export type ScopedLocker = {
  id: LockerId
  name: string
  cells: number
  levels: readonly ConfiguredLevel[]
}

type Row = { id: string; name: string; cells: number; model_id: string | null; segments: string[] }

/** Every locker that these levels have a say in, by name. */
export async function lockersUnder(
  db: Kysely<Db>,
  levels: readonly ConfiguredLevel[],
): Promise<ScopedLocker[]> {
  const ids = (prefix: string) =>
    levels.filter((of) => of.startsWith(prefix)).map((of) => uuidOf(of as LockerId))
  const { rows } = await sql<Row>`
    select l.id, l.name, l.cells, l.model_id,
      array(select s.segment_id from segment_locker s where s.locker_id = l.id) as segments
    from locker l
    where ${levels.includes('network')}
      or l.id = any(${ids('lck_')}::uuid[])
      or l.model_id = any(${ids('mdl_')}::uuid[])
      or l.id in (
        select s.locker_id from segment_locker s where s.segment_id = any(${ids('seg_')}::uuid[]))
    order by l.name, l.id`.execute(db)
  return rows.map(({ id, name, cells, model_id, segments }) => ({
    id: idOf('lck', id),
    name,
    cells,
    levels: [
      'network' as const,
      ...segments.map((segment) => idOf('seg', segment)),
      ...(model_id ? [idOf('mdl', model_id)] : []),
      idOf('lck', id),
    ],
  }))
}

/** What is set at all levels that have a say in these lockers, and at those named besides; of some settings only with `names`. */
export const levelsFor = (
  db: Kysely<Db>,
  lockers: readonly ScopedLocker[],
  named: readonly ConfiguredLevel[] = [],
  names: readonly string[] | null = null,
): Promise<Map<ConfiguredLevel, KeptLevel>> =>
  readLevels(db, [...new Set([...named, ...lockers.flatMap(({ levels }) => levels)])], names)
