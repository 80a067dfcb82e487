import { kindsWorkingEverywhere } from '@cubby/domain/organizations/capabilities'
import { idOf, type LockerId, uuidOf } from '@cubby/kit/ids'
import { CompiledQuery, type Kysely } from 'kysely'
import type { Db } from '../../db/tables.ts'
import type { Readings } from '../ports.ts'
import { together } from './together.ts'

const ASKED_MAX = 500

type Row = { locker: string; kind: 'model' | 'segment' | 'org'; id: string }
const prefixes = { model: 'mdl', segment: 'seg', org: 'org' } as const

/**
 * What lockers belong to and who works there. Whoever employs couriers works everywhere, or in its segments only; a tenant
 * where it rents cells. Everybody who asks at about the same time is answered by one statement.
 */
export const sharedStreamsReader = (db: Kysely<Db>): Readings['sharedStreams'] =>
  together(
    async (lockers: readonly LockerId[]) => {
      const { rows } = await db.executeQuery<Row>(
        CompiledQuery.raw(
          `with asked as (select distinct unnest($1::uuid[]) as id)
           select l.id as locker, 'model' as kind, l.model_id as id
             from asked join locker l on l.id = asked.id where l.model_id is not null
           union all
           select s.locker_id, 'segment', s.segment_id
             from asked join segment_locker s on s.locker_id = asked.id
           union all
           select asked.id, 'org', o.id from asked cross join organization o
             where o.kind = any($2::text[]) and (o.works_in is null or exists (
               select from segment_locker s
               where s.locker_id = asked.id and s.segment_id = any(o.works_in)))
           union
           select r.locker_id, 'org', r.organization_id
             from asked join rental r on r.locker_id = asked.id
             where r.ended_at is null and r.until_at > now()
           order by 1, 2, 3`,
          [lockers.map(uuidOf), kindsWorkingEverywhere()],
        ),
      )
      const streams = new Map<string, string[]>()
      for (const { locker, kind, id } of rows) {
        const known = streams.get(locker) ?? []
        known.push(`${kind}:${idOf(prefixes[kind], id)}`)
        streams.set(locker, known)
      }
      return lockers.map((locker) => streams.get(uuidOf(locker)) ?? [])
    },
    { statementsMax: 2, askedMax: ASKED_MAX },
  )
