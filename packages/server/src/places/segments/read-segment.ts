import { uuidOf } from '@cubby/kit/ids'
import { readSegment } from '@cubby/protocol/operations/segments/read-segment'
import { route } from '../../http/route.ts'
import { found } from '../../http/told.ts'
import { countedSegments, toldSegment } from './segment-rows.ts'

export const readSegmentRoute = route(readSegment, async ({ params, trx }) => {
  const row = await countedSegments(trx)
    .where('segment.id', '=', uuidOf(params.segment))
    .executeTakeFirst()
  return toldSegment(found(row, 'segment'))
})
