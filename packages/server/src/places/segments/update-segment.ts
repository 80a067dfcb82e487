import { uuidOf } from '@cubby/kit/ids'
import { updateSegment } from '@cubby/protocol/operations/segments/update-segment'
import { levelAgain } from '../../configuration/level-rows.ts'
import { route } from '../../http/route.ts'
import { found } from '../../http/told.ts'
import { isTaken } from '../locations/location-values.ts'
import { holdMembership, refreshSegments } from './refresh-segments.ts'
import { countedSegments, nameTaken, toldSegment } from './segment-rows.ts'

export const updateSegmentRoute = route(updateSegment, async (call) => {
  const { params, body, trx, changes } = call
  await holdMembership(trx)
  const id = uuidOf(params.segment)
  const one = countedSegments(trx).where('segment.id', '=', id)
  const before = toldSegment(found(await one.executeTakeFirst(), 'segment'))
  const rule = body.rule === undefined ? before.rule : body.rule
  await trx
    .updateTable('segment')
    .set({
      name: body.name ?? before.name,
      rule: rule && JSON.stringify(rule),
      rank: body.rank ?? before.rank,
    })
    .where('id', '=', id)
    .execute()
    .catch((error: unknown) => {
      throw isTaken(error, 'segment_name_key') ? nameTaken() : error
    })
  await refreshSegments(call, { segments: [id] })
  const after = toldSegment(await one.executeTakeFirstOrThrow())
  if (after.rank !== before.rank) call.feed.push(...(await levelAgain(trx, params.segment)))
  changes.push({ thing: params.segment, before, after })
  return after
})
