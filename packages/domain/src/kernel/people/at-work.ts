import type { Instant } from '@cubby/kit/clock'
import { isOpening } from '../../cells/cell-state.ts'
import { workEnds } from '../../rights/courier-hours.ts'
import type { Courier, Directory } from '../../rights/directory.ts'
import type { LockerState, Session } from '../state.ts'

/** Why a courier may not begin to work here now; null when he may. */
export function notAtWork(
  directory: Pick<Directory, 'segments' | 'timeZone'>,
  courier: Courier,
  now: Instant,
): 'not-here' | 'off-hours' | null {
  if (!isHere(directory, courier)) return 'not-here'
  return workEnds(courier.hours, directory.timeZone, now) === null ? 'off-hours' : null
}

/** The machine is one of those at which he may work. */
const isHere = ({ segments }: Pick<Directory, 'segments'>, courier: Courier) =>
  courier.segments === null || courier.segments.some((segment) => segments.has(segment))

/** When the hours of the courier who stands here are over; null while nothing ends them. */
export function hoursEndAt(
  directory: Pick<Directory, 'courier' | 'timeZone'>,
  session: Session,
): Instant | null {
  if (session.actor.kind !== 'courier') return null
  const courier = directory.courier(session.actor.courier)
  if (!courier) return null
  const end = workEnds(courier.hours, directory.timeZone, session.startedAt)
  // Hours that were changed while he stands here: he may not have begun, so they are over.
  return end === 'for-ever' ? null : (end ?? session.startedAt)
}

/** A door of this session stands open, or is about to: whoever opened it finishes first. */
export const hasOpenDoor = (state: LockerState, session: Session['id']) =>
  Object.values(state.cells).some((cell) =>
    Object.values(cell.doors).some(
      (door) => door.cause?.session === session && (door.door === 'open' || isOpening(door)),
    ),
  )
