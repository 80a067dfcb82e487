import type { Problem } from '@cubby/domain/journal/entries'
import { type Instant, isoTime } from '@cubby/kit/clock'
import { idOf, isId, type IdPrefix, uuidOf } from '@cubby/kit/ids'
import type { DisputeReply } from '@cubby/protocol/operations/disputes/dispute-shapes'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { DoerKind } from '../db/tables/link-tables.ts'
import type { Db } from '../db/tables.ts'
import { namesOf } from '../lists/doers.ts'
import { type Caller, lockersSeen } from '../http/caller.ts'
import { found, toldTime } from '../http/told.ts'

/** A dispute: the alarm that a locker's entry raised, and how it ended. Ids are UUIDs but those in `detail`. */
type DisputeRow = {
  id: string
  at: Instant
  locker_id: string
  cell_id: string
  detail: { journal: string; seq: number; stay: `sty_${string}`; problem: Problem }
  resolution: 'handed-over' | 'lost' | 'unfounded' | 'other' | null
  note: string | null
  resolved_at: Instant | null
  resolved_by: string | null
  resolved_by_kind: DoerKind | null
}

/** What the locker's journal and the mirrors say of a dispute. */
type Story = {
  id: string
  locker_name: string
  cell_name: string | null
  shipment: string | null
  allocated_at: number | null
  session: string | null
  actor: { grant?: string; courier?: string } | null
}

export type Dispute = DisputeRow & { story: Story }

/** Disputes that a condition on `alarm` and `r` (how it ended) lets through, newest first. */
export async function disputesWhere(
  db: Kysely<Db>,
  condition: RawBuilder<boolean>,
  limit: number,
): Promise<Dispute[]> {
  const { rows } = await sql<DisputeRow>`
    select alarm.id, alarm.at, alarm.locker_id, alarm.cell_id, alarm.detail,
      r.resolution, r.note, r.resolved_at, r.resolved_by, r.resolved_by_kind
    from alarm left join dispute_resolution r on r.alarm_id = alarm.id
    where alarm.kind = 'stay.disputed' and ${condition}
    order by alarm.id desc limit ${limit}`.execute(db)
  const stories = new Map((await storiesOf(db, rows)).map((story) => [story.id, story]))
  return rows.flatMap((row) => {
    const story = stories.get(row.id)
    return story ? [{ ...row, story }] : []
  })
}

/** Of what stands in the caller's reach; for `disputesWhere`. */
export function disputesSeen(caller: Caller): RawBuilder<boolean> {
  const seen = lockersSeen(caller)
  return seen === null ? sql`true` : sql`alarm.locker_id = any(${seen}::uuid[])`
}

/** One dispute that the caller may see. */
export async function disputeSeen(db: Kysely<Db>, caller: Caller, id: string): Promise<Dispute> {
  const asked = sql<boolean>`alarm.id = ${uuidOf(id)} and ${disputesSeen(caller)}`
  return found((await disputesWhere(db, asked, 1))[0], 'dispute')
}

/** Where in which journal it stands. */
export const placeOf = ({ locker_id: locker, detail }: DisputeRow) => ({
  locker,
  journal: uuidOf(detail.journal),
  seq: detail.seq,
})

/** A session begins at most so many entries before somebody in it complains. */
const SESSION_ENTRIES_MAX = 500

/** One statement, however many. */
async function storiesOf(db: Kysely<Db>, disputes: readonly DisputeRow[]): Promise<Story[]> {
  if (disputes.length === 0) return []
  const asked = disputes.map((row) => ({
    ...placeOf(row),
    id: row.id,
    stay: uuidOf(row.detail.stay),
    cell: idOf('cel', row.cell_id),
  }))
  const { rows } = await sql<Story>`
    select asked.id, locker.name as locker_name, cell.name as cell_name,
      mirror.state ->> 'shipment' as shipment, (mirror.state ->> 'allocatedAt')::bigint as allocated_at,
      entry.body ->> 'session' as session, begun.body -> 'actor' as actor
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as asked (id uuid, locker uuid, journal uuid,
      seq bigint, stay uuid, cell text)
    join locker on locker.id = asked.locker
    left join stay_mirror mirror on mirror.id = asked.stay
    left join entry on entry.locker_id = asked.locker and entry.journal_id = asked.journal
      and entry.seq = asked.seq
    left join lateral (
      select each ->> 'name' as name
      from jsonb_path_query(locker.layout, '$.modules[*].cells[*]') each
      where each ->> 'id' = asked.cell limit 1
    ) cell on true
    left join lateral (
      select e.body from entry e
      where e.locker_id = asked.locker and e.journal_id = asked.journal
        and e.seq < asked.seq and e.seq > asked.seq - ${SESSION_ENTRIES_MAX}::bigint
        and e.type = 'session.started' and e.body ->> 'session' = entry.body ->> 'session'
      order by e.seq desc limit 1
    ) begun on true`.execute(db)
  return rows
}

/** Disputes as the API tells of them. */
export async function toldDisputes(
  db: Kysely<Db>,
  disputes: readonly Dispute[],
): Promise<DisputeReply[]> {
  const nameOf = await namesOf(db, disputes.map(resolver))
  return disputes.map((row) => ({
    id: idOf('dsp', row.id),
    at: isoTime(row.at),
    locker: idOf('lck', row.locker_id),
    lockerName: row.story.locker_name,
    cell: idOf('cel', row.cell_id),
    cellName: row.story.cell_name ?? '?',
    stay: row.detail.stay,
    shipment: idIn('shp', row.story.shipment),
    problem: row.detail.problem,
    session: idIn('ses', row.story.session),
    grant: idIn('grn', row.story.actor?.grant),
    courier: idIn('cur', row.story.actor?.courier),
    state: row.resolved_at === null ? 'open' : 'resolved',
    resolution: row.resolution,
    note: row.note,
    resolvedAt: toldTime(row.resolved_at),
    resolvedBy: nameOf(resolver(row)),
  }))
}

const resolver = (row: DisputeRow) => ({ id: row.resolved_by, kind: row.resolved_by_kind })

const idIn = <P extends IdPrefix>(prefix: P, value: unknown) => (isId(prefix, value) ? value : null)
