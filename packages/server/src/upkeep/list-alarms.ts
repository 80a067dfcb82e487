import { uuidOf } from '@cubby/kit/ids'
import { listAlarms } from '@cubby/protocol/operations/upkeep/list-alarms'
import { sql } from 'kysely'
import { lockersSeen } from '../http/caller.ts'
import { namesOf } from '../lists/doers.ts'
import { pageOfRows, rowsFor } from '../http/pages.ts'
import { route } from '../http/route.ts'
import { acknowledger, alarmColumns, toldAlarm } from './alarm-rows.ts'

export const listAlarmsRoute = route(listAlarms, async ({ query, caller, trx }) => {
  const { after, limit, locker, state, kind } = query
  const seen = lockersSeen(caller)
  const rows = await trx
    .selectFrom('alarm')
    .select(alarmColumns)
    .$if(seen !== null, (q) => q.where(sql<boolean>`locker_id = any(${seen}::uuid[])`))
    .$if(locker !== undefined, (q) => q.where('locker_id', '=', uuidOf(locker ?? '')))
    .$if(kind !== undefined, (q) => q.where('kind', '=', kind ?? ''))
    .$if(state === 'open', (q) => q.where('acknowledged_at', 'is', null))
    .$if(state === 'acknowledged', (q) => q.where('acknowledged_at', 'is not', null))
    .$if(after !== undefined, (q) => q.where('id', '<', uuidOf(after ?? '')))
    .orderBy('id', 'desc')
    .limit(rowsFor(limit))
    .execute()
  const nameOf = await namesOf(trx, rows.map(acknowledger))
  return pageOfRows(rows, limit, (row) => toldAlarm(row, nameOf))
})
