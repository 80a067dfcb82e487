import type { ConfiguredLevel } from '@cubby/domain/machine/configuration-item'
import type { Instant } from '@cubby/kit/clock'
import { type CellId, uuidOf } from '@cubby/kit/ids'
import type { ToldSetting } from '@cubby/protocol/operations/configuration/configuration-shapes'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Db } from '../db/tables.ts'

/** How many of them are named; the rest is counted. */
const NAMED = 8

type Below = ToldSetting['below']
type Row = { setting: string; count: number; first: Below['first'] }

/** What more specific levels say otherwise, by setting: now or from some later day on. */
export async function overridesBelow(
  db: Kysely<Db>,
  asked: { of: ConfiguredLevel; cell: CellId | null },
  now: Instant,
): Promise<Map<string, Below>> {
  if (asked.cell !== null) return new Map()
  // Named are the first that come by; only of them more than the name is looked at.
  const { rows } = await sql<Row>`
    with below as materialized (
      select s.value ->> 'name' as setting, s.value as own, c.level, c.segment_id, c.locker_id,
        row_number() over (partition by s.value ->> 'name') as place,
        count(*) over (partition by s.value ->> 'name')::int as count
      from configuration c
      cross join lateral jsonb_array_elements(c.settings) s
      where ${isBelow(asked.of)}
        and (s.value -> 'until' = 'null'::jsonb or (s.value -> 'until')::bigint > ${now}::bigint)
    )
    select setting, max(count) as count, json_agg(json_build_object(
      'level', case when own ->> 'cell' is not null then 'cell'
        when below.locker_id is not null then 'locker'
        when below.segment_id is not null then 'segment' else 'model' end,
      'of', level, 'cell', own ->> 'cell', 'name', coalesce(l.name, g.name),
      'value', own -> 'value'
    ) order by coalesce(l.name, g.name), level) as first
    from below
    left join locker l on l.id = below.locker_id
    left join segment g on g.id = below.segment_id
    where place <= ${NAMED}::int
    group by setting`.execute(db)
  return new Map(rows.map(({ setting, count, first }) => [setting, { count, first }]))
}

/** The rows of levels that are more specific; of a locker's own row only what it says of cells. */
function isBelow(of: ConfiguredLevel): RawBuilder<boolean> {
  if (of === 'network') return sql`c.level <> 'network'`
  const id = uuidOf(of)
  if (of.startsWith('lck_')) return sql`c.locker_id = ${id} and s.value ->> 'cell' is not null`
  if (of.startsWith('mdl_'))
    return sql`c.locker_id in (select id from locker where model_id = ${id})`
  return sql`c.locker_id in (select locker_id from segment_locker where segment_id = ${id})`
}
