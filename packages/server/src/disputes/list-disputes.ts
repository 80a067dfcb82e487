import { uuidOf } from '@cubby/kit/ids'
import { listDisputes } from '@cubby/protocol/operations/disputes/list-disputes'
import { sql } from 'kysely'
import { pageOfRows, rowsFor } from '../http/pages.ts'
import { route } from '../http/route.ts'
import { disputesSeen, disputesWhere, toldDisputes } from './dispute-rows.ts'

export const listDisputesRoute = route(listDisputes, async ({ query, caller, trx }) => {
  const { after, limit, state, locker } = query
  const conditions = [
    disputesSeen(caller),
    ...(state === 'open' ? [sql`r.alarm_id is null`] : []),
    ...(state === 'resolved' ? [sql`r.alarm_id is not null`] : []),
    ...(locker === undefined ? [] : [sql`alarm.locker_id = ${uuidOf(locker)}`]),
    ...(after === undefined ? [] : [sql`alarm.id < ${uuidOf(after)}`]),
  ]
  const condition = sql<boolean>`${sql.join(conditions, sql` and `)}`
  const rows = await disputesWhere(trx, condition, rowsFor(limit))
  const told = await toldDisputes(trx, rows)
  return pageOfRows(told, limit, (each) => each)
})
