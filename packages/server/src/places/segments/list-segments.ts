import { uuidOf } from '@cubby/kit/ids'
import { listSegments } from '@cubby/protocol/operations/segments/list-segments'
import { sql } from 'kysely'
import { pageOfRows, rowsFor } from '../../http/pages.ts'
import { route } from '../../http/route.ts'
import { anywhere } from '../../lists/like.ts'
import { countedSegments, toldSegment } from './segment-rows.ts'

export const listSegmentsRoute = route(listSegments, async ({ query, trx }) => {
  const { after, limit, q: text, locker } = query
  const rows = await countedSegments(trx)
    .$if(text !== undefined, (q) => q.where('segment.name', 'ilike', anywhere(text ?? '')))
    .$if(locker !== undefined, (q) =>
      q.where(
        sql<boolean>`exists (select from segment_locker s
          where s.segment_id = segment.id and s.locker_id = ${uuidOf(locker ?? '')})`,
      ),
    )
    .$if(after !== undefined, (q) => q.where('segment.id', '<', uuidOf(after ?? '')))
    .orderBy('segment.id', 'desc')
    .limit(rowsFor(limit))
    .execute()
  return pageOfRows(rows, limit, toldSegment)
})
