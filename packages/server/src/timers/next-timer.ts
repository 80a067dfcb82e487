import type { StorageRules } from '@cubby/domain/processes/process'
import { isInside, type ParcelStatus, type ShipmentStatus } from '@cubby/domain/shipments/status'
import { hours, type Instant } from '@cubby/kit/clock'

/** What the timers of a shipment follow from. */
export type TimedShipment = { status: ShipmentStatus; dueAt: Instant | null }
type Rules = Pick<StorageRules, 'reminderHoursBefore'>

/** In the others the time has ended already, or there is nothing inside whose time could end. */
const running: readonly ShipmentStatus[] = ['partly-stored', 'ready', 'disputed']

/**
 * When something is due next after `now`: a reminder, or the end of storage. An end that has passed unseen, because
 * a locker was long offline, is still due. Null: nothing.
 */
export function nextTimerAt(shipment: TimedShipment, rules: Rules, now: Instant): Instant | null {
  const { status, dueAt } = shipment
  if (dueAt === null || !running.includes(status)) return null
  const ahead = momentsOf(dueAt, rules).filter(({ at }) => at > now)
  return Math.min(dueAt, ...ahead.map(({ at }) => at)) as Instant
}

/** The timer of a shipment with these parcels. With none inside there is no storage that could end. */
export const timerOf = (
  shipment: TimedShipment,
  parcels: readonly ParcelStatus[],
  rules: Rules,
  now: Instant,
): Instant | null => (parcels.some(isInside) ? nextTimerAt(shipment, rules, now) : null)

export type DueNow =
  | { kind: 'nothing' }
  | { kind: 'reminder'; hoursBefore: number }
  | { kind: 'end' }

/**
 * What a sweep at `now` does for a shipment whose timer was set to `timerAt`. After a standstill only
 * the latest counts: nobody wants three reminders at once, or one after the end.
 */
export function dueNow(
  shipment: TimedShipment,
  rules: Rules,
  timerAt: Instant,
  now: Instant,
): DueNow {
  const { status, dueAt } = shipment
  if (dueAt === null || !running.includes(status)) return { kind: 'nothing' }
  if (dueAt <= now) return { kind: 'end' }
  const passed = momentsOf(dueAt, rules).filter(({ at }) => at >= timerAt && at <= now)
  return passed.length === 0
    ? { kind: 'nothing' }
    : { kind: 'reminder', hoursBefore: Math.min(...passed.map((moment) => moment.hoursBefore)) }
}

const momentsOf = (dueAt: Instant, { reminderHoursBefore }: Rules) =>
  [0, ...reminderHoursBefore].map((hoursBefore) => ({
    at: dueAt - hours(hoursBefore),
    hoursBefore,
  }))
