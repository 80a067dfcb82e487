import { isoTime } from '@cubby/kit/clock'
import { idOf } from '@cubby/kit/ids'
import type { AlarmReply } from '@cubby/protocol/operations/upkeep/upkeep-shapes'
import type { Selectable } from 'kysely'
import type { Db } from '../db/tables.ts'
import type { Doer, namesOf } from '../lists/doers.ts'
import { toldId, toldTime } from '../http/told.ts'

export const alarmColumns = [
  'id',
  'locker_id',
  'kind',
  'cell_id',
  'detail',
  'at',
  'acknowledged_at',
  'acknowledged_by',
  'acknowledged_by_kind',
] as const
type AlarmRow = Pick<Selectable<Db['alarm']>, (typeof alarmColumns)[number]>

/** Who has acknowledged an alarm. */
export const acknowledger = (row: AlarmRow): Doer => ({
  id: row.acknowledged_by,
  kind: row.acknowledged_by_kind,
})

/** An alarm as the API tells of it. */
export const toldAlarm = (
  row: AlarmRow,
  nameOf: Awaited<ReturnType<typeof namesOf>>,
): AlarmReply => ({
  id: idOf('evt', row.id),
  locker: toldId('lck', row.locker_id),
  kind: row.kind,
  cell: toldId('cel', row.cell_id),
  detail: row.detail,
  at: isoTime(row.at),
  acknowledgedAt: toldTime(row.acknowledged_at),
  acknowledgedBy: nameOf(acknowledger(row)),
})
