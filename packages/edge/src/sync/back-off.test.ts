import { limits } from '@cubby/kit/limits'
import { prng } from '@cubby/kit/prng'
import { describe, expect, test } from 'vitest'
import { backOff, pollPause } from './back-off.ts'

const many = Array.from({ length: 2_000 }, (_, i) => i)

describe('the pause after failures', () => {
  test('lies anywhere under a bound that doubles, and never under a tenth of a second', () => {
    const random = prng('back-off')
    for (const failures of [1, 2, 5, 9, 50, 5_000]) {
      const pauses = many.map(() => backOff(failures, random))
      const bound = Math.min(limits.backOffMax, limits.backOffFirst * 2 ** (failures - 1))
      expect(Math.min(...pauses)).toBeGreaterThanOrEqual(100)
      expect(Math.max(...pauses)).toBeLessThanOrEqual(bound)
      // Full jitter: the whole range is used, or a thousand lockers come back together.
      expect(Math.max(...pauses)).toBeGreaterThan(bound * 0.95)
      expect(Math.min(...pauses)).toBeLessThan(Math.max(150, bound * 0.05))
    }
  })
})

test('without pokes a locker looks every minute, give or take half of one', () => {
  const random = prng('poll')
  const pauses = many.map(() => pollPause(random))
  expect(Math.min(...pauses)).toBeGreaterThanOrEqual(limits.pollEvery / 2)
  expect(Math.max(...pauses)).toBeLessThanOrEqual(limits.pollEvery * 1.5)
})
