import { uuidOf } from '@cubby/kit/ids'
import { listAlarms } from '@cubby/protocol/operations/upkeep/list-alarms'
import { namesOf } from '../lists/doers.ts'
import { pageOfRows, rowsFor } from '../http/pages.ts'
import { route } from '../http/route.ts'
import { acknowledger, alarmColumns, toldAlarm } from './alarm-rows.ts'

export const listAlarmsRoute = route(listAlarms, async ({ query, trx }) => {
  const { after, limit, locker, state, kind } = query
  const rows = await trx
    .selectFrom('alarm')
    .select(alarmColumns)
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
