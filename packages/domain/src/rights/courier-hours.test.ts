import { hours, type Instant, instant, later, minutes } from '@cubby/kit/clock'
import { describe, expect, test } from 'vitest'
import { workEnds } from './courier-hours.ts'

/** A Monday in winter: nine in Berlin. */
const monday: Instant = instant(Date.parse('2026-03-02T08:00:00Z'))
const at = (hour: number) => hour * 60
const early = [{ day: 1, fromMinute: at(8), toMinute: at(10) }]

describe('the hours of a courier', () => {
  test('are always when nobody set any', () => {
    expect(workEnds(null, 'Europe/Berlin', monday)).toBe('for-ever')
  })

  test('are those of the clock on the wall, not of the server', () => {
    expect(workEnds(early, 'Europe/Berlin', monday)).toBe(later(monday, hours(1)))
    expect(workEnds(early, 'Europe/London', monday)).toBe(later(monday, hours(2)))
    expect(workEnds(early, 'America/New_York', monday)).toBeNull()
  })

  test('are by UTC where nobody has told the clock, or told one that is none', () => {
    expect(workEnds(early, null, monday)).toBe(later(monday, hours(2)))
    expect(workEnds(early, 'Moon/Crater', monday)).toBe(later(monday, hours(2)))
  })

  test('begin with their first minute and are over with their last', () => {
    const to = [{ day: 1, fromMinute: at(8), toMinute: at(8) + 1 }]
    expect(workEnds(to, 'UTC', monday)).toBe(later(monday, minutes(1)))
    expect(workEnds(to, 'UTC', later(monday, minutes(1)))).toBeNull()
    expect(workEnds(to, 'UTC', instant(monday - 1))).toBeNull()
  })

  test('go past midnight, also from Sunday to Monday, and on where others begin', () => {
    const night = [
      { day: 7, fromMinute: at(22), toMinute: at(6) },
      { day: 1, fromMinute: at(6), toMinute: at(9) },
    ]
    const sunday = instant(monday - hours(9))
    expect(workEnds(night, 'UTC', sunday)).toBe(later(monday, hours(1)))
    expect(workEnds(night, 'UTC', later(monday, hours(1)))).toBeNull()
  })

  test('of a whole week never end, and of none never begin', () => {
    const week = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, fromMinute: 0, toMinute: 1_440 }))
    expect(workEnds(week, 'UTC', monday)).toBe('for-ever')
    expect(workEnds([], 'UTC', monday)).toBeNull()
  })
})
