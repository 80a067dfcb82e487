import { isoTime } from '@cubby/kit/clock'
import { idOf } from '@cubby/kit/ids'
import type { CommandReply } from '@cubby/protocol/operations/commands/command-shapes'
import type { Selectable } from 'kysely'
import type { Db } from '../db/tables.ts'
import { toldTime } from '../http/told.ts'

export const commandColumns = [
  'id',
  'locker_id',
  'cell_id',
  'action',
  'reason',
  'asked_by',
  'status',
  'outcome',
  'created_at',
  'expires_at',
  'answered_at',
] as const
type CommandRow = Pick<Selectable<Db['command']>, (typeof commandColumns)[number]>

/** A command as the API tells of it. */
export const toldCommand = (row: CommandRow): CommandReply => ({
  id: idOf('cmd', row.id),
  locker: idOf('lck', row.locker_id),
  cell: idOf('cel', row.cell_id),
  action: row.action.do,
  reason: row.reason,
  askedBy: idOf('key', row.asked_by),
  status: row.status,
  outcome: row.outcome,
  createdAt: isoTime(row.created_at),
  expiresAt: isoTime(row.expires_at),
  answeredAt: toldTime(row.answered_at),
})
