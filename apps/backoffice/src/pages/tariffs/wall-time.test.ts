import { instant, isoTime } from '@cubby/kit/clock'
import { expect, test } from 'vitest'
import { momentOf, wallOf } from './wall-time.ts'

const iso = (wall: string, zone: string) => {
  const at = momentOf(wall, zone)
  return at === null ? null : isoTime(at)
}

test('what a clock shows at a place is a moment, in summer and in winter', () => {
  expect(iso('2026-11-26T10:00', 'Europe/Berlin')).toBe('2026-11-26T09:00:00.000Z')
  expect(iso('2026-07-01T10:00', 'Europe/Berlin')).toBe('2026-07-01T08:00:00.000Z')
  expect(iso('2026-03-29T03:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z')
  expect(iso('', 'Europe/Berlin')).toBeNull()
})

test('and back', () => {
  expect(wallOf(instant(Date.UTC(2026, 10, 26, 9)), 'Europe/Berlin')).toBe('2026-11-26T10:00')
})
