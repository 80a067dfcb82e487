import { AppError } from '@cubby/kit/app-error'
import { idOf, uuidOf } from '@cubby/kit/ids'
import { removeSegment } from '@cubby/protocol/operations/segments/remove-segment'
import { type Kysely, sql } from 'kysely'
import { forgetLevel } from '../../configuration/level-rows.ts'
import type { Db } from '../../db/tables.ts'
import { route } from '../../http/route.ts'
import { found } from '../../http/told.ts'
import { holdMembership } from './refresh-segments.ts'
import { countedSegments, toldSegment } from './segment-rows.ts'

export const removeSegmentRoute = route(removeSegment, async (call) => {
  const { params, trx, alsoTell, changes, feed } = call
  await holdMembership(trx)
  const id = uuidOf(params.segment)
  const row = await countedSegments(trx).where('segment.id', '=', id).executeTakeFirst()
  const before = toldSegment(found(row, 'segment'))
  const user = await userOf(trx, id)
  if (user) throw new AppError('conflict/state', user.says, { extra: { usedBy: user.id } })
  feed.push(...(await forgetLevel(trx, params.segment)))
  await trx.deleteFrom('segment').where('id', '=', id).execute()
  if (before.lockers > 0) alsoTell.push('network')
  changes.push({ thing: params.segment, before, after: null })
  return null
})

/** Whoever is limited to the segment would reach nothing without it, or everything; both are for a person to say. */
async function userOf(trx: Kysely<Db>, id: string): Promise<{ id: string; says: string } | null> {
  const { rows } = await sql<{ kind: 'org' | 'cur' | 'stf' | 'ofr'; id: string; name: string }>`
    select 'org' as kind, id, name from organization where ${id}::uuid = any(works_in)
    union all
    select 'cur', id, name from courier where ${id}::uuid = any(segments) and revoked_at is null
    union all
    select 'stf', id, name from staff where reach = 'segments' and ${id}::uuid = any(reach_of)
    union all
    select 'ofr', id, kind from offer where ${id}::uuid = any(segments)
    limit 1`.execute(trx)
  const [first] = rows
  if (!first) return null
  const says = {
    org: `${first.name} works in this segment`,
    cur: `the courier ${first.name} is limited to this segment`,
    stf: `the reach of ${first.name} is this segment`,
    ofr: `the offer ${first.name} is made in this segment`,
  }[first.kind]
  return { id: idOf(first.kind, first.id), says }
}
