import type { ParcelStatus } from '@cubby/domain/shipments/status'
import { hours, type Instant, instant } from '@cubby/kit/clock'
import { describe, expect, test } from 'vitest'
import { dueNow, nextTimerAt, timerOf } from './next-timer.ts'

const dueAt = instant(Date.UTC(2026, 2, 8, 10))
const before = (count: number) => instant(dueAt - hours(count))
const rules = { reminderHoursBefore: [48, 24] }
const ready = { status: 'ready', dueAt } as const

describe('the next timer', () => {
  test.each([
    [72, 48],
    [48.1, 48],
    [48, 24],
    [24, 0],
  ])('%d hours before the end is %d hours before the end', (now, next) => {
    expect(nextTimerAt(ready, rules, before(now))).toBe(before(next))
  })

  test('is the end itself when that has passed unseen', () => {
    expect(nextTimerAt(ready, rules, before(-1))).toBe(dueAt)
  })

  test('is none while nothing is inside', () => {
    const partly = { status: 'partly-stored', dueAt } as const
    const timer = (...parcels: ParcelStatus[]) => timerOf(partly, parcels, rules, before(72))
    expect(timer('withdrawn', 'announced')).toBeNull()
    expect(timer('stored', 'announced')).toBe(before(48))
  })

  test('is none without an end, and where nothing waits', () => {
    expect(nextTimerAt({ status: 'ready', dueAt: null }, rules, before(72))).toBeNull()
    for (const status of ['announced', 'collected', 'overdue', 'cancelled', 'withdrawn'] as const)
      expect(nextTimerAt({ status, dueAt }, rules, before(72))).toBeNull()
  })
})

describe('what is due', () => {
  const due = (timerAt: Instant, now: Instant) => dueNow(ready, rules, timerAt, now)

  test('is the reminder whose time has come', () => {
    expect(due(before(48), before(48))).toEqual({ kind: 'reminder', hoursBefore: 48 })
  })

  test('after a standstill is only the latest reminder', () => {
    expect(due(before(48), before(3))).toEqual({ kind: 'reminder', hoursBefore: 24 })
  })

  test('after the end is only the end', () => {
    expect(due(before(48), dueAt)).toEqual({ kind: 'end' })
  })

  test('is nothing when the timer was set for something that has moved', () => {
    expect(due(before(30), before(29))).toEqual({ kind: 'nothing' })
  })
})
