import { type Instant, instant } from '@cubby/kit/clock'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isWithinHours, minuteOfWeek, nextTurnOfHours } from './weekly-clock.ts'

const at = (text: string) => instant(Date.parse(text))
/** Tuesday, two to four in the morning. */
const tuesdayNight = [{ day: 2, fromMinute: 120, toMinute: 240 }]
/** From Sunday at eleven in the evening until one on Monday. */
const overSunday = [{ day: 7, fromMinute: 1_380, toMinute: 60 }]

describe('weekly hours', () => {
  test('are those of the clock of the place', () => {
    expect(isWithinHours(tuesdayNight, at('2026-11-24T01:30:00Z'), 'Europe/Warsaw')).toBe(true)
    expect(isWithinHours(tuesdayNight, at('2026-11-24T01:30:00Z'), 'UTC')).toBe(false)
    expect(isWithinHours(tuesdayNight, at('2026-11-24T03:00:00Z'), 'Europe/Warsaw')).toBe(false)
  })

  test('go past midnight, and past the end of the week', () => {
    expect(isWithinHours(overSunday, at('2026-11-29T23:30:00Z'), 'UTC')).toBe(true)
    expect(isWithinHours(overSunday, at('2026-11-30T00:30:00Z'), 'UTC')).toBe(true)
    expect(isWithinHours(overSunday, at('2026-11-30T01:00:00Z'), 'UTC')).toBe(false)
    expect(nextTurnOfHours(overSunday, at('2026-11-30T00:30:20Z'), 'UTC')).toBe(
      at('2026-11-30T01:00:00Z'),
    )
  })

  test('of a zone that nobody knows are those of UTC', () => {
    expect(minuteOfWeek(at('2026-11-23T00:05:00Z'), 'Mars/Olympus')).toBe(5)
  })

  test('turn at the right moment when the clocks go forward in between', () => {
    // 2026-03-29: two in the morning in Warsaw is three. Monday at 02:00 is 00:00 UTC then.
    const monday = [{ day: 1, fromMinute: 120, toMinute: 180 }]
    let now = at('2026-03-28T12:00:00Z')
    for (let i = 0; i < 3 && now < at('2026-03-30T00:00:00Z'); i++)
      now = nextTurnOfHours(monday, now, 'Europe/Warsaw') as Instant
    expect(now).toBe(at('2026-03-30T00:00:00Z'))
  })

  test('never change before the turn that was announced', () => {
    const hour = fc.record({
      day: fc.integer({ min: 1, max: 7 }),
      fromMinute: fc.integer({ min: 0, max: 1_440 }),
      toMinute: fc.integer({ min: 0, max: 1_440 }),
    })
    const zone = fc.constantFrom('UTC', 'Europe/Warsaw', 'Asia/Kolkata', 'America/New_York')
    const from = at('2026-03-20T00:00:00Z')
    fc.assert(
      fc.property(
        fc.array(hour, { minLength: 1, maxLength: 4 }),
        zone,
        fc.integer({ min: 0, max: 20 * 86_400_000 }),
        (hours, timeZone, after) => {
          const now = instant(from + after)
          const turn = nextTurnOfHours(hours, now, timeZone) as Instant
          expect(turn).toBeGreaterThan(now)
          const isWithin = isWithinHours(hours, now, timeZone)
          for (const share of [0.1, 0.5, 0.9, 0.999]) {
            const between = instant(Math.floor(now + share * (turn - now)))
            expect(isWithinHours(hours, between, timeZone)).toBe(isWithin)
          }
        },
      ),
      { numRuns: 300 },
    )
  })
})
