import { AppError, type FieldError } from '@cubby/kit/app-error'
import tzOf from '@photostructure/tz-lookup'
import { type RawBuilder, sql } from 'kysely'
import type { Address } from '../../db/tables/network-tables.ts'
import { isTimeZone } from '../../network/time-zone.ts'
import { isWeekStable, troubleWith, usualWeek } from '../hours/hours.ts'

export type LocationFacts = {
  code: string | null
  address: Address
  latitude: number
  longitude: number
  timeZone: string
  openingHours: string | null
  courierHours: string | null
}

/** What shapes cannot say of a location: its time zone and hours are understood. */
export function locationTroubles(facts: LocationFacts): FieldError[] {
  const troubles: FieldError[] = []
  if (!isTimeZone(facts.timeZone))
    troubles.push({
      pointer: '/timeZone',
      code: 'not-found',
      detail: 'is no time zone that is known here',
    })
  for (const [name, text] of [
    ['openingHours', facts.openingHours],
    ['courierHours', facts.courierHours],
  ] as const) {
    if (text === null) continue
    const trouble = troubleWith({ text, country: facts.address.country })
    if (trouble) troubles.push({ pointer: `/${name}`, ...trouble })
  }
  return troubles
}

/** The time zone in which these coordinates lie; on the open sea the one that its longitude has. */
export const timeZoneAt = (latitude: number, longitude: number): string => tzOf(latitude, longitude)

const zonesKnown = new Map<string, ReadonlySet<string>>()

/** The time zones of a country; none when the country is not known here. */
export function zonesOf(country: string): ReadonlySet<string> {
  const known = zonesKnown.get(country)
  if (known) return known
  // In ES2026, and in this Node; not yet in the types.
  const locale = new Intl.Locale(`und-${country}`) as { getTimeZones?: () => string[] | undefined }
  const zones = new Set(locale.getTimeZones?.())
  zonesKnown.set(country, zones)
  return zones
}

/** The minutes of every week in which a place is open, for searching; null when weeks differ or nobody has told. */
export function openMinutes(text: string | null, country: string): RawBuilder<string> | null {
  if (text === null || !isWeekStable({ text, country })) return null
  const ranges = usualWeek({ text, country }, Date.UTC(2026, 5, 1)).flatMap(
    ({ day, fromMinute, toMinute }) => {
      const start = (day - 1) * 1_440
      const end = start + (toMinute > fromMinute ? toMinute : toMinute + 1_440)
      return end <= WEEK
        ? [[start + fromMinute, end]]
        : [
            [start + fromMinute, WEEK],
            [0, end - WEEK],
          ]
    },
  )
  return sql<string>`${`{${ranges.map(([from, to]) => `[${from},${to})`).join(',')}}`}::int4multirange`
}

const WEEK = 7 * 1_440

/** True when the database refused a row because of this unique index. */
export const isTaken = (error: unknown, index: string) => {
  const { code, constraint } = (error ?? {}) as { code?: unknown; constraint?: unknown }
  return code === '23505' && constraint === index
}

/** Another place has this number. */
export const codeTaken = () =>
  new AppError('conflict/duplicate', 'another location has this number', {
    fields: [{ pointer: '/code', code: 'duplicate', detail: 'another location has this number' }],
  })
