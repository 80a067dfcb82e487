import { idOf, uuidOf } from '@cubby/kit/ids'
import { acknowledgeAlarm } from '@cubby/protocol/operations/upkeep/acknowledge-alarm'
import { timestamp } from '../db/tables/column.ts'
import { lockerStream, officeStream } from '../changes/topics.ts'
import { doerKind, reachesLocker } from '../http/caller.ts'
import { namesOf } from '../lists/doers.ts'
import { route } from '../http/route.ts'
import { found } from '../http/told.ts'
import { acknowledger, alarmColumns, toldAlarm } from './alarm-rows.ts'

export const acknowledgeAlarmRoute = route(acknowledgeAlarm, async (call) => {
  const { params, caller, trx, now } = call
  const row = await trx
    .selectFrom('alarm')
    .select(alarmColumns)
    .where('id', '=', uuidOf(params.alarm))
    .forNoKeyUpdate()
    .executeTakeFirst()
  const before = found(row && reachesLocker(caller, row.locker_id) ? row : null, 'alarm')
  const by = { acknowledged_by: caller.id, acknowledged_by_kind: doerKind(caller) }
  const after =
    before.acknowledged_at === null ? { ...before, ...by, acknowledged_at: now } : before
  if (after !== before) {
    await trx
      .updateTable('alarm')
      .set({ ...by, acknowledged_at: timestamp(now) })
      .where('id', '=', before.id)
      .execute()
    call.alsoTell.push(officeStream('alarms'))
    if (before.locker_id !== null)
      call.alsoTell.push(lockerStream(idOf('lck', before.locker_id), 'alarms'))
  }
  const nameOf = await namesOf(trx, [acknowledger(after)])
  const told = toldAlarm(after, nameOf)
  call.changes.push({ thing: told.id, before: toldAlarm(before, nameOf), after: told })
  return told
})
