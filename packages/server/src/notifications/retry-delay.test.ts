import { hours, millis, seconds } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import { expect, test } from 'vitest'
import { retryDelay } from './retry-delay.ts'

test('attempts start close together and spread over days', () => {
  const delays = Array.from({ length: limits.messageAttemptsMax - 1 }, (_, n) =>
    retryDelay('a', n + 1, null),
  )
  expect(delays[0]).toBeLessThan(seconds(10))
  const total = delays.reduce((sum, delay) => sum + delay, 0)
  expect(total).toBeGreaterThan(hours(40))
  expect(total).toBeLessThan(hours(90))
})

test('messages that failed together do not come back together', () => {
  const delays = new Set(Array.from({ length: 100 }, (_, n) => retryDelay(`message ${n}`, 4, null)))
  expect(delays.size).toBeGreaterThan(90)
})

test('the other side is not asked sooner than it has said, within reason', () => {
  expect(retryDelay('a', 1, seconds(600))).toBe(seconds(600))
  expect(retryDelay('a', 1, millis(1))).toBeGreaterThan(seconds(3))
  expect(retryDelay('a', 1, hours(10_000))).toBe(hours(24))
})
