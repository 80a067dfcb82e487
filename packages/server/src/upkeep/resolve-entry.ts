import { AppError } from '@cubby/kit/app-error'
import { uuidOf } from '@cubby/kit/ids'
import { resolveEntry } from '@cubby/protocol/operations/upkeep/resolve-entry'
import type { Transaction } from 'kysely'
import type { Db } from '../db/tables.ts'
import { route } from '../http/route.ts'
import { found } from '../http/told.ts'
import { resolveQuarantined } from '../link/quarantine.ts'
import { quarantined, toldQuarantined } from './quarantine-rows.ts'

type Place = { locker: `lck_${string}`; journal: `jrn_${string}`; seq: number }

export const resolveEntryRoute = route(resolveEntry, async (call, ctx) => {
  const { params, body, caller, trx } = call
  const before = await entryAt(trx, params)
  if (before.resolved_at !== null)
    throw new AppError('conflict/state', 'somebody has resolved it already')
  await resolveQuarantined(call, ctx, { ...params, how: body.how, by: caller.id })
  const after = toldQuarantined(await entryAt(trx, params))
  call.changes.push({ thing: params.locker, before: toldQuarantined(before), after })
  return after
})

async function entryAt(trx: Transaction<Db>, { locker, journal, seq }: Place) {
  const row = await quarantined(trx)
    .where('q.locker_id', '=', uuidOf(locker))
    .where('q.journal_id', '=', uuidOf(journal))
    .where('q.seq', '=', seq)
    .executeTakeFirst()
  return found(row, 'quarantined entry')
}
