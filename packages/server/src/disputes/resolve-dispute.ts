import { AppError } from '@cubby/kit/app-error'
import { idOf, uuidOf } from '@cubby/kit/ids'
import { resolveDispute } from '@cubby/protocol/operations/disputes/resolve-dispute'
import { lockerStream, officeStream } from '../changes/topics.ts'
import { timestamp } from '../db/tables/column.ts'
import { doerKind } from '../http/caller.ts'
import { route } from '../http/route.ts'
import { found } from '../http/told.ts'
import { disputeSeen, toldDisputes } from './dispute-rows.ts'

export const resolveDisputeRoute = route(resolveDispute, async (call) => {
  const { params, body, caller, trx, now, alsoTell } = call
  const id = uuidOf(params.dispute)
  const open = await disputeSeen(trx, caller, params.dispute)
  const resolved = await trx
    .insertInto('dispute_resolution')
    .values({
      alarm_id: id,
      resolution: body.resolution,
      note: body.note,
      resolved_at: timestamp(now),
      resolved_by: caller.id,
      resolved_by_kind: doerKind(caller),
    })
    .onConflict((oc) => oc.doNothing())
    .returning('alarm_id')
    .executeTakeFirst()
  if (!resolved) throw new AppError('conflict/state', 'somebody has resolved it already')
  alsoTell.push(officeStream('disputes'), lockerStream(idOf('lck', open.locker_id), 'disputes'))
  const [before] = await toldDisputes(trx, [open])
  const [told] = await toldDisputes(trx, [await disputeSeen(trx, caller, params.dispute)])
  const after = found(told, 'dispute')
  call.changes.push({ thing: after.id, before: before ?? null, after })
  return after
})
