import { AppError } from '@cubby/kit/app-error'
import { uuidOf } from '@cubby/kit/ids'
import { skipEntry } from '@cubby/protocol/operations/upkeep/skip-entry'
import { timestamp } from '../db/tables/column.ts'
import { route } from '../http/route.ts'
import { found } from '../http/told.ts'
import { quarantined, toldQuarantined } from './quarantine-rows.ts'

export const skipEntryRoute = route(skipEntry, async ({ params, caller, trx, now }) => {
  const entry = {
    locker_id: uuidOf(params.locker),
    journal_id: uuidOf(params.journal),
    seq: params.seq,
  }
  const skipped = await trx
    .updateTable('quarantine')
    .set({ resolution: 'skipped', resolved_at: timestamp(now), resolved_by: caller.key })
    .where((eb) => eb.and(entry))
    .where('resolved_at', 'is', null)
    .returning('seq')
    .executeTakeFirst()
  const row = found(
    await quarantined(trx)
      .where('q.locker_id', '=', entry.locker_id)
      .where('q.journal_id', '=', entry.journal_id)
      .where('q.seq', '=', entry.seq)
      .executeTakeFirst(),
    'quarantined entry',
  )
  if (!skipped) throw new AppError('conflict/state', 'somebody has resolved it already')
  return toldQuarantined(row)
})
