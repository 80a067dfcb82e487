import { AppError } from '@cubby/kit/app-error'
import { isoTime } from '@cubby/kit/clock'
import { idOf } from '@cubby/kit/ids'
import type { SegmentReply } from '@cubby/protocol/operations/segments/segment-shapes'
import { type Kysely, type Selectable, sql } from 'kysely'
import type { Db } from '../../db/tables.ts'

type SegmentRow = Selectable<Db['segment']> & { lockers: number }

/** Segments with how many lockers belong to each. */
export const countedSegments = (db: Kysely<Db>) =>
  db
    .selectFrom('segment')
    .select(['segment.id', 'segment.name', 'segment.rule', 'segment.rank', 'segment.created_at'])
    .select(
      sql<number>`(select count(*)::int from segment_locker s where s.segment_id = segment.id)`.as(
        'lockers',
      ),
    )

/** A segment as the API tells of it. */
export const toldSegment = (row: SegmentRow): SegmentReply => ({
  id: idOf('seg', row.id),
  name: row.name,
  rule: row.rule as SegmentReply['rule'],
  rank: row.rank,
  lockers: row.lockers,
  createdAt: isoTime(row.created_at),
})

/** Another segment has this name. */
export const nameTaken = () =>
  new AppError('conflict/duplicate', 'another segment has this name', {
    fields: [{ pointer: '/name', code: 'duplicate', detail: 'another segment has this name' }],
  })
