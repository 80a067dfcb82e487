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
  // Counted first: only of the few that are named more than the name is looked at. They are the first that come by.
  const { rows } = await sql<Row>`
    with counted as (
      select s.value ->> 'name' as setting, count(*)::int as count,
        (array_agg(c.level))[:${NAMED}::int] as levels, (array_agg(s.ordinality))[:${NAMED}::int] as places
      from configuration c
      cross join lateral jsonb_array_elements(c.settings) with ordinality s
      where ${isBelow(asked.of)}
        and (s.value -> 'until' = 'null'::jsonb or (s.value -> 'until')::bigint > ${now}::bigint)
      group by 1
    ), named as (
      select setting, count, c.level, c.segment_id, c.locker_id, c.settings -> (place - 1)::int as own
      from counted cross join unnest(levels, places) as at (level, place)
      join configuration c on c.level = at.level
    )
    select setting, max(count) as count, json_agg(json_build_object(
      'level', case when own ->> 'cell' is not null then 'cell'
        when named.locker_id is not null then 'locker'
        when named.segment_id is not null then 'segment' else 'model' end,
      'of', level, 'cell', own ->> 'cell', 'name', coalesce(l.name, g.name),
      'value', own -> 'value'
    ) order by coalesce(l.name, g.name), level) as first
    from named
    left join locker l on l.id = named.locker_id
    left join segment g on g.id = named.segment_id
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
