import type { ImportedLocker } from '@cubby/protocol/operations/network/import-shapes'
import { type Kysely, sql } from 'kysely'
import type { Db } from '../../db/tables.ts'

/** A locker that stands there. `model` is the name of the one it was established from; null: of none. */
export type StandingLocker = {
  location: string
  name: string
  model: string | null
  cells: NonNullable<ImportedLocker['cells']>
}

/** Lockers of these locations with how many cells of each size they have, reckoned where the layouts lie: those are large. */
export async function lockersAt(
  db: Kysely<Db>,
  locations: readonly string[],
): Promise<StandingLocker[]> {
  if (locations.length === 0) return []
  const { rows } = await sql<StandingLocker>`
    select l.location_id as location, l.name, m.name as model, (
      select jsonb_agg(size order by size ->> 'type', size::text) from (
        select jsonb_build_object('type', c ->> 'type', 'count', count(*)::int,
          'height', (c #>> '{size,height}')::int, 'width', (c #>> '{size,width}')::int,
          'depth', (c #>> '{size,depth}')::int) as size
        from jsonb_array_elements(l.layout -> 'modules') as m, jsonb_array_elements(m -> 'cells') as c
        group by c ->> 'type', c #>> '{size,height}', c #>> '{size,width}', c #>> '{size,depth}'
      ) as sizes) as cells
    from locker l left join model m on m.id = l.model_id
    where l.location_id = any(${[...locations]}::uuid[]) and l.service <> 'retired'
    order by l.location_id, l.id`.execute(db)
  return rows
}
