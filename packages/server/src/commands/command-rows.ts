import { isoTime } from '@cubby/kit/clock'
import type { CommandReply } from '@cubby/protocol/operations/commands/command-shapes'
import type { Change } from '../http/route.ts'
import { toldTime } from '../http/told.ts'
import type { AskedCommand } from '../store/slice.ts'

/** A command as the API tells of it. */
export const toldCommand = (command: AskedCommand): CommandReply => ({
  id: command.id,
  locker: command.locker,
  cell: command.action.cell,
  action: command.action.do,
  reason: command.reason,
  askedBy: command.askedBy,
  status: command.status,
  outcome: command.outcome,
  createdAt: isoTime(command.createdAt),
  expiresAt: isoTime(command.expiresAt),
  answeredAt: toldTime(command.answeredAt),
})

/** What was asked of a locker, for the activity. */
export const askedOf = ({
  id: command,
  locker,
  cell,
  action,
  expiresAt,
}: CommandReply): Change => ({
  thing: locker,
  before: null,
  after: { command, cell, action, expiresAt },
  isDeed: true,
})
