import { AppError } from '@cubby/kit/app-error'
import { uuidOf } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import { createSegment } from '@cubby/protocol/operations/segments/create-segment'
import { timestamp } from '../../db/tables/column.ts'
import { route } from '../../http/route.ts'
import { holdMembership, refreshSegments } from './refresh-segments.ts'
import { countedSegments, nameTaken, toldSegment } from './segment-rows.ts'

export const createSegmentRoute = route(createSegment, async (call, ctx) => {
  const { body, trx, now, changes } = call
  await holdMembership(trx)
  const { count } = await trx
    .selectFrom('segment')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  if (Number(count) >= limits.segmentsMax)
    throw new AppError('conflict/state', `there are ${limits.segmentsMax} segments already`)
  const thing = ctx.ids.mint('seg')
  const id = uuidOf(thing)
  const added = await trx
    .insertInto('segment')
    .values({
      id,
      name: body.name,
      rule: body.rule && JSON.stringify(body.rule),
      rank: body.rank,
      created_at: timestamp(now),
    })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) throw nameTaken()
  await refreshSegments(call, { segments: [id] })
  const row = await countedSegments(trx).where('segment.id', '=', id).executeTakeFirstOrThrow()
  const told = toldSegment(row)
  changes.push({ thing, before: null, after: told })
  return told
})
