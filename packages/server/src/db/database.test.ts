import { parseIsoTime } from '@cubby/kit/clock'
import { describe, expect, test } from 'vitest'
import { instantOf } from './database.ts'

describe('a timestamptz', () => {
  test.each([
    ['2026-11-22 12:06:01+00', '2026-11-22T12:06:01.000Z'],
    ['2026-11-22 12:06:01.123456+00', '2026-11-22T12:06:01.123Z'],
    ['2026-11-22 12:06:01.5-03', '2026-11-22T15:06:01.500Z'],
    ['2026-11-22 17:36:01+05:30', '2026-11-22T12:06:01.000Z'],
  ])('%s is the moment %s', (text, iso) => {
    expect(instantOf(text)).toBe(parseIsoTime(iso))
  })

  test.each(['infinity', '-infinity', '0044-03-15 12:00:00+00 BC'])('%s is refused', (text) => {
    expect(() => instantOf(text)).toThrow(RangeError)
  })
})
