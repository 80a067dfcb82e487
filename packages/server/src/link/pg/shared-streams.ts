import { type Clock, isoTime } from '@cubby/kit/clock'
import { kindsWorkingEverywhere } from '@cubby/domain/organizations/capabilities'
import { idOf, type LockerId, uuidOf } from '@cubby/kit/ids'
import { CompiledQuery, type Kysely } from 'kysely'
import type { Db } from '../../db/tables.ts'
import type { Readings } from '../ports.ts'
import { together } from './together.ts'

const ASKED_MAX = 500

type Row = {
  locker: string
  kind: 'model' | 'segment' | 'org'
  id: string
  /** Where a rental is over: whose things lie in the machine. */
  holders: string[] | null
}
const prefixes = { model: 'mdl', segment: 'seg', org: 'org' } as const

/**
 * What lockers belong to and who works there. Whoever employs couriers works everywhere, or in its segments only; a tenant
 * where it rents cells: from the day on which that was agreed, so that its couriers are known when it begins even to a machine that was
 * cut off; and until the last of its things is taken out, also of a cell that is everybody's. Everybody who asks at about the same time is answered by one statement.
 */
export const sharedStreamsReader = (
  db: Kysely<Db>,
  clock: Pick<Clock, 'now'>,
): Readings['sharedStreams'] =>
  together(
    async (lockers: readonly LockerId[]) => {
      const { rows } = await db.executeQuery<Row>(
        CompiledQuery.raw(
          `with asked as (select distinct unnest($1::uuid[]) as id)
           select l.id as locker, 'model' as kind, l.model_id as id, null::text[] as holders
             from asked join locker l on l.id = asked.id where l.model_id is not null
           union all
           select s.locker_id, 'segment', s.segment_id, null
             from asked join segment_locker s on s.locker_id = asked.id
           union all
           select asked.id, 'org', o.id, null from asked cross join organization o
             where o.kind = any($3::text[]) and (o.works_in is null or exists (
               select from segment_locker s
               where s.locker_id = asked.id and s.segment_id = any(o.works_in)))
           union all
           select r.locker_id, 'org', r.organization_id, null
             from asked join rental r on r.locker_id = asked.id
             where r.ended_at is null and r.until_at > $2::timestamptz
           union all
           select past.locker_id, 'org', past.organization_id, inside.holders
             from (
               select distinct r.locker_id, r.organization_id
                 from asked join rental r on r.locker_id = asked.id
                 where r.ended_at is not null or r.until_at <= $2::timestamptz
             ) past cross join lateral (
               select array_agg(distinct s.state ->> 'organization') as holders from stay_mirror s
                 where s.locker_id = past.locker_id
                   and s.phase not in ('collected', 'withdrawn', 'cancelled')
             ) inside
             where inside.holders is not null
           order by 1, 2, 3`,
          [lockers.map(uuidOf), isoTime(clock.now()), kindsWorkingEverywhere()],
        ),
      )
      const streams = new Map<string, Set<string>>()
      for (const { locker, kind, id, holders } of rows) {
        const named = idOf(prefixes[kind], id)
        if (holders !== null && !holders.includes(named)) continue
        const known = streams.get(locker) ?? new Set()
        streams.set(locker, known.add(`${kind}:${named}`))
      }
      return lockers.map((locker) => [...(streams.get(uuidOf(locker)) ?? [])])
    },
    { statementsMax: 2, askedMax: ASKED_MAX },
  )
