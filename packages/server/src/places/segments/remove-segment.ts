import { AppError } from '@cubby/kit/app-error'
import { idOf, uuidOf } from '@cubby/kit/ids'
import { removeSegment } from '@cubby/protocol/operations/segments/remove-segment'
import { sql } from 'kysely'
import { forgetLevel } from '../../configuration/level-rows.ts'
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
  const worker = await trx
    .selectFrom('organization')
    .select(['id', 'name'])
    .where(sql<boolean>`${id}::uuid = any(works_in)`)
    .executeTakeFirst()
  if (worker)
    throw new AppError('conflict/state', `${worker.name} works in this segment`, {
      extra: { organization: idOf('org', worker.id) },
    })
  feed.push(...(await forgetLevel(trx, params.segment)))
  await trx.deleteFrom('segment').where('id', '=', id).execute()
  if (before.lockers > 0) alsoTell.push('network')
  changes.push({ thing: params.segment, before, after: null })
  return null
})
