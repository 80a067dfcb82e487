import type { CourierReply } from '@cubby/protocol/operations/couriers/courier-shapes'
import type { OrganizationId, SegmentId } from '@cubby/kit/ids'
import { type CourierFlow, courierFlows } from '@cubby/domain/rights/directory'
import type { Say } from '../../text.ts'

/** Hours as they are typed: `08:00` to `16:30` on a day of the week. */
export type HoursRow = { day: number; from: string; to: string }

export type CourierValues = {
  name: string
  validUntil: string
  flows: readonly CourierFlow[]
  /** Null: at any time. */
  hours: readonly HoursRow[] | null
  /** Null: wherever the organization works. */
  segments: readonly string[] | null
  /** Null: everybody for whom the organization carries. */
  carriesFor: readonly string[] | null
}

const two = (value: number) => String(value).padStart(2, '0')
/** The end of a day is typed as its midnight. */
const clockText = (minute: number) => `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`

/** Minutes since midnight; null for what is no time. */
function minuteOf(clock: string): number | null {
  const [, hour, minute] = /^(\d\d):(\d\d)$/.exec(clock) ?? []
  return hour === undefined || minute === undefined ? null : Number(hour) * 60 + Number(minute)
}

/** A moment as the page's field for moments holds it, by the clock of whoever looks. */
function momentText(at: string | number): string {
  const date = new Date(at)
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`
}

export const valuesOf = (courier: CourierReply): CourierValues => ({
  name: courier.name,
  validUntil: momentText(courier.validUntil),
  flows: courier.flows,
  hours:
    courier.hours?.map(({ day, fromMinute, toMinute }) => ({
      day,
      from: clockText(fromMinute),
      to: clockText(toMinute),
    })) ?? null,
  segments: courier.segments,
  carriesFor: courier.carriesFor,
})

/** Hours as lockers know them: until midnight is until the last minute of the day. */
function hoursOf({ day, from, to }: HoursRow) {
  const [fromMinute, toMinute] = [minuteOf(from), minuteOf(to)]
  if (fromMinute === null || toMinute === null) return null
  const end = toMinute === 0 ? 1_440 : toMinute
  return end === fromMinute ? null : { day, fromMinute, toMinute: end }
}

export function courierTroubles(
  t: Say,
  { name, validUntil, flows, hours, segments }: CourierValues,
): Partial<Record<keyof CourierValues, string>> {
  const areHours = hours === null || (hours.length > 0 && hours.every((row) => hoursOf(row)))
  return {
    ...(name.trim() ? {} : { name: t('form.missing') }),
    ...(Number.isNaN(Date.parse(validUntil)) ? { validUntil: t('form.missing') } : {}),
    ...(flows.length > 0 ? {} : { flows: t('courier.flows.missing') }),
    ...(segments === null || segments.length > 0 ? {} : { segments: t('form.missing') }),
    ...(areHours ? {} : { hours: t('courier.hours.wrong') }),
  }
}

/** Somebody who may do everything for a year from now. */
export const newCourier = (now: Date): CourierValues => ({
  name: '',
  validUntil: momentText(new Date(now).setFullYear(now.getFullYear() + 1)),
  flows: courierFlows,
  hours: null,
  segments: null,
  carriesFor: null,
})

/** Name, end and limits as the API takes them; they were checked. */
export const limitsOf = (values: CourierValues) => ({
  name: values.name.trim(),
  validUntil: new Date(values.validUntil).toISOString(),
  flows: [...values.flows],
  hours: values.hours?.flatMap((row) => hoursOf(row) ?? []) ?? null,
  segments: values.segments?.map((id) => id as SegmentId) ?? null,
  carriesFor: values.carriesFor?.map((id) => id as OrganizationId) ?? null,
})

/** What is to be changed: a moment that nobody has changed keeps its seconds. */
export const changeOf = (values: CourierValues, { validUntil }: CourierReply) => ({
  ...limitsOf(values),
  ...(values.validUntil === momentText(validUntil) ? { validUntil } : {}),
})

/** Hours in one line: `Monday 08:00–16:30`. */
export const hoursText = (t: Say, { day, from, to }: HoursRow) =>
  `${t(`courier.day.${day as 1}`)} ${from}–${to}`
