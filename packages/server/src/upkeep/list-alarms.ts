import { isoTime } from '@cubby/kit/clock'
import { idOf, uuidOf } from '@cubby/kit/ids'
import { listAlarms } from '@cubby/protocol/operations/upkeep/list-alarms'
import { pageOfRows, rowsFor } from '../http/pages.ts'
import { route } from '../http/route.ts'
import { toldId } from '../http/told.ts'

export const listAlarmsRoute = route(listAlarms, async ({ query, trx }) => {
  const { after, limit, locker } = query
  const rows = await trx
    .selectFrom('alarm')
    .select(['id', 'locker_id', 'kind', 'cell_id', 'detail', 'at'])
    .$if(locker !== undefined, (q) => q.where('locker_id', '=', uuidOf(locker ?? '')))
    .$if(after !== undefined, (q) => q.where('id', '<', uuidOf(after ?? '')))
    .orderBy('id', 'desc')
    .limit(rowsFor(limit))
    .execute()
  return pageOfRows(rows, limit, (row) => ({
    id: idOf('evt', row.id),
    locker: idOf('lck', row.locker_id),
    kind: row.kind,
    cell: toldId('cel', row.cell_id),
    detail: row.detail,
    at: isoTime(row.at),
    acknowledgedAt: null,
    acknowledgedBy: null,
  }))
})
