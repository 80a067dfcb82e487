import { type Instant, later, type Millis } from '@cubby/kit/clock'
import type { CellId } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import { type DoorState, isUnanswered } from '../cells/cell-state.ts'
import type { MachineRules } from '../configuration/machine-rules.ts'
import { idleLimit } from './lifecycle.ts'
import type { Directory } from '../rights/directory.ts'
import { hasOpenDoor, hoursEndAt } from './people/at-work.ts'
import type { LockerState } from './state.ts'

/** When a `tick` has something to do next; null when only people and doors can bring about more. */
export function nextDueAt(
  state: LockerState,
  directory: Pick<Directory, 'courier' | 'timeZone'>,
  rules: MachineRules,
): Instant | null {
  let due: Instant | null = null
  const consider = (at: Instant | null) => {
    if (at !== null && (due === null || at < due)) due = at
  }
  for (const [cell, { doors }] of Object.entries(state.cells))
    for (const door of Object.values(doors))
      consider(doorDueAt(state, door, rules.doorOpenMax(cell as CellId)))
  for (const session of Object.values(state.sessions)) {
    consider(later(session.activeAt, idleLimit(session, rules)))
    // A door that he has open is waited for.
    if (!hasOpenDoor(state, session.id)) consider(hoursEndAt(directory, session))
  }
  return due
}

function doorDueAt(state: LockerState, door: DoorState, openMax: Millis): Instant | null {
  if (isUnanswered(door)) {
    const { right, requestedAt } = door.cause
    // Without the contact in sight no time can tell that a door did not open; a command ends all the same.
    const ends = right.kind === 'command' && state.commands[right.command]?.status === 'accepted'
    return door.door === 'unknown' && !ends ? null : later(requestedAt, limits.doorOpensWithin)
  }
  return door.door === 'open' && !door.leftOpenTold ? later(door.since, openMax) : null
}
