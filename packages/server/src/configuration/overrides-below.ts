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
  const { rows } = await sql<Row>`
    with below as (
      select s.value as setting, c.level,
        case when s.value ->> 'cell' is not null then 'cell'
          when c.locker_id is not null then 'locker'
          when c.segment_id is not null then 'segment' else 'model' end as kind,
        coalesce(l.name, g.name) as called
      from configuration c
      left join locker l on l.id = c.locker_id
      left join segment g on g.id = c.segment_id
      cross join lateral jsonb_array_elements(c.settings) s
      where ${isBelow(asked.of)}
        and coalesce((s.value ->> 'until')::bigint > ${now}::bigint, true)
    )
    select setting ->> 'name' as setting, count(*)::int as count,
      to_json((array_agg(json_build_object(
        'level', kind, 'of', level, 'cell', setting ->> 'cell', 'name', called,
        'value', setting -> 'value'
      ) order by called, level, setting ->> 'cell'))[1:${NAMED}::int]) as first
    from below group by 1`.execute(db)
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
