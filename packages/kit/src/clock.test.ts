import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  between,
  days,
  instant,
  isOver,
  isoTime,
  later,
  minutes,
  parseHttpDate,
  parseIsoTime,
  seconds,
} from './clock.ts'

const noon = instant(Date.parse('2026-03-02T12:00:00Z'))

test('a time survives being written and read', () => {
  fc.assert(
    fc.property(fc.nat(4_102_444_800_000), (ms) => {
      expect(parseIsoTime(isoTime(instant(ms)))).toBe(ms)
    }),
  )
})

test('an offset is part of a time', () => {
  expect(parseIsoTime('2026-03-02T15:00:00+03:00')).toBe(noon)
  expect(parseIsoTime('2026-03-02T12:00Z')).toBe(noon)
})

test.each([
  '',
  'noon',
  'March 7',
  '1',
  '2026-03-02',
  '2026-03-02T12:00:00',
  '2026-02-30T12:00:00Z',
  '2026-03-02T25:00:00Z',
])('"%s" is no time', (text) => expect(parseIsoTime(text)).toBeNull())

test('the date of an HTTP header is read in the form that senders must use', () => {
  expect(parseHttpDate('Mon, 02 Mar 2026 12:00:00 GMT')).toBe(noon)
  for (const text of ['2026-03-02T12:00:00Z', 'Mon, 02 Mar 2026', 'tomorrow'])
    expect(parseHttpDate(text)).toBeNull()
})

test('a wait is over when it has lasted long enough', () => {
  expect(isOver(noon, later(noon, seconds(59)), minutes(1))).toBe(false)
  expect(isOver(noon, later(noon, minutes(1)), minutes(1))).toBe(true)
  expect(between(noon, later(noon, days(1)))).toBe(86_400_000)
})

test('a clock set back a little lets the wait go on, and set back a lot ends it', () => {
  expect(isOver(noon, instant(noon - 30_000), minutes(1))).toBe(false)
  expect(isOver(noon, instant(noon - 60_001), minutes(1))).toBe(true)
})
