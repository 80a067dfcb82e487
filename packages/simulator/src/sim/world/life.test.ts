import { instant, minutes, seconds } from '@cubby/kit/clock'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import { describe, expect, test } from 'vitest'
import { Life, LifeClock, PowerCut } from './life.ts'

const noon = instant(Date.parse('2026-03-02T12:00:00Z'))

describe('a program that was killed', () => {
  test('never hears of what it waited for', async () => {
    const clock = new VirtualClock(noon)
    const life = new Life('locker')
    const heard: string[] = []
    const own = new LifeClock(clock, life, { offsetMs: 0, driftPpm: 0 })
    void own.sleep(seconds(1)).then(() => heard.push('a second'))
    void own.sleep(seconds(9)).then(() => heard.push('nine seconds'))
    void life.hears(Promise.reject(new Error('no'))).catch(() => heard.push('a failure'))
    await clock.advance(seconds(2))
    life.end()
    await clock.advance(minutes(1))
    expect(heard).toEqual(['a failure', 'a second'])
  })

  test('ends where it stands when it dies in the middle of a step', () => {
    const life = new Life('locker')
    const ended: string[] = []
    life.onEnd(() => ended.push('once'))
    expect(() => life.dieHere('now')).toThrow(PowerCut)
    life.end()
    life.onEnd(() => ended.push('at once'))
    expect([life.isOver, ended]).toEqual([true, ['once', 'at once']])
  })
})

test('a machine whose clock lies still counts time as it passes, but for its drift', async () => {
  const clock = new VirtualClock(noon)
  const wall = { offsetMs: 0 - noon, driftPpm: 200 }
  const own = new LifeClock(clock, new Life('locker'), wall)
  await clock.advance(seconds(1_000))
  expect(own.now()).toBe(1_000_000)
  expect(own.monotonic()).toBe(1_000_200)
  wall.offsetMs = 5
  expect(own.now()).toBe(clock.now() + 5)
})
