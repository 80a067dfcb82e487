import { AppError } from '@cubby/kit/app-error'
import { uuidOf } from '@cubby/kit/ids'
import { replayMessage } from '@cubby/protocol/operations/messages/replay-message'
import { timestamp } from '../db/tables/column.ts'
import { maySee } from '../http/caller.ts'
import { route } from '../http/route.ts'
import { found } from '../http/told.ts'
import { askForSending } from '../notifications/pg/queue-messages.ts'
import { messageColumns, toldMessage } from './message-rows.ts'

export const replayMessageRoute = route(replayMessage, async (call, ctx) => {
  const { params, caller, trx, now } = call
  const row = await trx
    .selectFrom('message')
    .select(messageColumns)
    .where('id', '=', uuidOf(params.message))
    .forUpdate()
    .executeTakeFirst()
  const message = found(row && maySee(caller, row.organization_id) ? row : null, 'message')
  if (message.state !== 'dead')
    throw new AppError('conflict/state', 'only a message that was given up is tried again', {
      extra: { state: message.state },
    })
  const queued = await trx
    .updateTable('message')
    .set({ state: 'queued', attempts: 0, next_attempt_at: timestamp(now), finished_at: null })
    .where('id', '=', message.id)
    .returning(messageColumns)
    .executeTakeFirstOrThrow()
  await askForSending(trx, ctx, [queued])
  call.wakesJobs = true
  const told = toldMessage(queued, null)
  const thing = told.shipment ?? told.id
  const after = { message: told.id, kind: told.kind, channel: told.channel }
  call.changes.push({ thing, before: null, after, isDeed: true, about: told.organization })
  return told
})
