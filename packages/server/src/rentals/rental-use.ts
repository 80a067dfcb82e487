import type { Instant } from '@cubby/kit/clock'
import { idOf } from '@cubby/kit/ids'
import { type Kysely, sql } from 'kysely'
import type { Db } from '../db/tables.ts'

/** A rental and the time in which it is looked at. Ids as in the database. */
export type UseAsked = {
  id: string
  organization: string
  locker: string
  cells: readonly string[]
  from: Instant
  until: Instant
}

/** How its cells were used in that time: by the tenant's stays, as lockers have told of them. */
export type Use = { cells: Map<string, { stays: number; usedMs: number }>; peak: number }

type Row = { rental: string; cell: string; stays: number; used_ms: number; peak: number }

/** The use of several rentals, each in its own time, in one statement. A stay still inside counts until `now`. */
export async function usesOf(
  db: Kysely<Db>,
  asked: readonly UseAsked[],
  now: Instant,
): Promise<Map<string, Use>> {
  const uses = new Map<string, Use>(asked.map(({ id }) => [id, { cells: new Map(), peak: 0 }]))
  if (asked.length === 0) return uses
  const rows = asked.map(({ id, organization, locker, cells, from, until }) => ({
    id,
    organization: idOf('org', organization),
    locker,
    cells,
    begins: from,
    ends: Math.min(until, now),
  }))
  const { rows: found } = await sql<Row>`
    with asked as (
      select id, organization, locker, cells, begins, ends
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as a (id uuid, organization text, locker uuid, cells uuid[], begins bigint, ends bigint)
    ), used as (
      select a.id, s.cell_id,
        greatest((s.state ->> 'allocatedAt')::bigint, a.begins) as begins,
        least(coalesce((s.state ->> 'endedAt')::bigint, a.ends), a.ends) as ends
      from asked a
      join stay_mirror s on s.locker_id = a.locker and s.cell_id = any (a.cells)
      where s.state ->> 'organization' = a.organization
    ), inside as (select id, cell_id, begins, ends from used where begins < ends
    ), moves as (
      select id, begins as at, 1 as step from inside union all select id, ends, -1 from inside
    ), crowd as (
      -- Whoever leaves in the moment in which another comes has left.
      select id, sum(step) over (partition by id order by at, step) as here from moves
    ), peaks as (select id, max(here) as peak from crowd group by id)
    select i.id as rental, i.cell_id as cell, count(*) as stays,
      sum(i.ends - i.begins)::bigint as used_ms, p.peak
    from inside i join peaks p on p.id = i.id
    group by i.id, i.cell_id, p.peak`.execute(db)
  for (const { rental, cell, stays, used_ms, peak } of found) {
    const use = uses.get(rental)
    if (!use) continue
    use.peak = Number(peak)
    use.cells.set(cell, { stays, usedMs: used_ms })
  }
  return uses
}
