import { isOver } from '@cubby/kit/clock'
import type { CommandId } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import { doorOf, isUnanswered } from '../cells/cell-state.ts'
import type { MachineRules } from '../configuration/machine-rules.ts'
import { seeDoors, watchDoors } from './doors.ts'
import type { Intent } from './intent.ts'
import { hasOpenDoor, hoursEndAt } from './people/at-work.ts'
import { cellIn, doorsKnown, type Session } from './state.ts'
import type { Turn } from './turn.ts'

/**
 * After a start, whatever ended the life before. A request without outcome becomes `door.unknown`: a person
 * decides what follows, never a retry (invariant 4). Doors that moved meanwhile are recorded as usual.
 */
export function start(turn: Turn, intent: Extract<Intent, { do: 'start' }>) {
  const { boot, version, doors } = intent
  turn.add({ type: 'device.started', boot, version })
  for (const session of Object.values(turn.state.sessions)) turn.endSession(session, 'restart')
  for (const { cell, side } of doorsKnown(turn.state)) {
    const door = doorOf(cellIn(turn.state, cell), side)
    if (!isUnanswered(door)) continue
    turn.add({ type: 'door.unknown', cell, side, request: door.cause.request, why: 'restart' })
  }
  seeDoors(turn, doors)
  for (const [command, seen] of Object.entries(turn.state.commands))
    if (seen.status === 'accepted')
      turn.add({ type: 'command.unknown', command: command as CommandId })
}

/** What only time brings about. */
export function tick(turn: Turn) {
  watchDoors(turn)
  const rules = turn.directory.rules(turn.now)
  for (const session of Object.values(turn.state.sessions)) {
    if (isOver(session.activeAt, turn.now, idleLimit(session, rules)))
      turn.endSession(session, 'idle')
    else if (isOffHours(turn, session)) turn.endSession(session, 'off-hours')
  }
}

/** The hour has struck, and no door of his is left open. */
function isOffHours(turn: Turn, session: Session) {
  const end = hoursEndAt(turn.directory, session)
  return end !== null && turn.now >= end && !hasOpenDoor(turn.state, session.id)
}

/** How long a session may stand untouched. */
export const idleLimit = (session: Session, { courierIdle }: Pick<MachineRules, 'courierIdle'>) =>
  session.actor.kind === 'courier' ? courierIdle : limits.openAgainWithin
