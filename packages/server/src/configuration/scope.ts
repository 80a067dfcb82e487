import type { ConfiguredLevel } from '@cubby/domain/machine/configuration-item'
import { idOf, type LockerId, uuidOf } from '@cubby/kit/ids'
import { type Kysely, sql } from 'kysely'
import type { Db } from '../db/tables.ts'
import { type KeptLevel, readAllLevels, readLevels } from './level-rows.ts'

/** A locker with the levels that have a say in it, its own last. */
export type ScopedLocker = {
  id: LockerId
  name: string
  cells: number
  levels: readonly ConfiguredLevel[]
}

type Row = {
  id: string
  name: string
  cells: number
  model_id: string | null
  /** Their ids, with a space between them: thousands of lists of ids are slow to read. */
  segments: string | null
}

/** Every locker that these levels have a say in, by name. */
export async function lockersUnder(
  db: Kysely<Db>,
  levels: readonly ConfiguredLevel[],
): Promise<ScopedLocker[]> {
  const ids = (prefix: string) =>
    levels.filter((of) => of.startsWith(prefix)).map((of) => uuidOf(of as LockerId))
  const { rows } = await sql<Row>`
    select l.id, l.name, l.cells, l.model_id, s.segments
    from locker l left join ${levels.includes('network') ? segmentsOfAll : segmentsOfEach}
    where ${levels.includes('network')}
      or l.id = any(${ids('lck_')}::uuid[])
      or l.model_id = any(${ids('mdl_')}::uuid[])
      or l.id in (
        select s.locker_id from segment_locker s where s.segment_id = any(${ids('seg_')}::uuid[]))
    order by l.name, l.id`.execute(db)
  const segmentIds = remembered((uuid) => idOf('seg', uuid))
  return rows.map(({ id, name, cells, model_id, segments }) => {
    const locker = idOf('lck', id)
    return {
      id: locker,
      name,
      cells,
      levels: [
        'network' as const,
        ...(segments === null ? [] : segments.split(' ').map(segmentIds)),
        ...(model_id ? [idOf('mdl', model_id)] : []),
        locker,
      ],
    }
  })
}

const joined = sql`string_agg(segment_id::text, ' ') as segments`
const segmentsOfAll = sql`(select locker_id, ${joined} from segment_locker group by locker_id) s
  on s.locker_id = l.id`
const segmentsOfEach = sql`lateral (select ${joined} from segment_locker where locker_id = l.id) s
  on true`

/** There are few segments and many lockers in each. */
function remembered<T>(of: (uuid: string) => T): (uuid: string) => T {
  const known = new Map<string, T>()
  return (uuid) => {
    const before = known.get(uuid)
    if (before !== undefined) return before
    const told = of(uuid)
    known.set(uuid, told)
    return told
  }
}

/** Of more lockers than these all levels of the network are looked through, rather than each of theirs looked for. */
const MANY = 500

/** What is set at all levels that have a say in these lockers, and at those named besides; of some settings only with `names`. */
export async function levelsFor(
  db: Kysely<Db>,
  lockers: readonly ScopedLocker[],
  named: readonly ConfiguredLevel[] = [],
  names: readonly string[] | null = null,
): Promise<Map<ConfiguredLevel, KeptLevel>> {
  if (names !== null && lockers.length > MANY)
    return new Map([...(await readLevels(db, named, names)), ...(await readAllLevels(db, names))])
  const asked = new Set([...named, ...lockers.flatMap(({ levels }) => levels)])
  return readLevels(db, [...asked], names)
}
