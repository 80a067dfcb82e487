import { seconds } from '@cubby/kit/clock'
import { prng } from '@cubby/kit/prng'
import { describe, expect, test } from 'vitest'
import { planOf } from './plan.ts'

const options = { edges: 4, servers: 2, lasts: seconds(20) }

describe('a plan of faults', () => {
  test('is the same for the same seed, and another for another', () => {
    expect(planOf(prng('one'), options)).toEqual(planOf(prng('one'), options))
    expect(planOf(prng('one'), options)).not.toEqual(planOf(prng('two'), options))
  })

  test.each(['a', 'b', 'c', 'd'])('strikes with every kind at least once (seed %s)', (seed) => {
    const kinds = new Set(planOf(prng(seed), options).map((strike) => strike.do))
    expect([...kinds].toSorted()).toEqual([
      'cut-link',
      'delay-link',
      'duplicate-exchanges',
      'fill-disk',
      'half-open-link',
      'kill-boards',
      'kill-edge',
      'kill-server',
      'lose-answers',
      'restart-database',
      'throttle-link',
    ])
  })

  test('names only machines and servers that there are, in order of time, within the time', () => {
    const strikes = planOf(prng('names'), { edges: 3, servers: 2, lasts: seconds(300) })
    expect(strikes.length).toBeGreaterThan(100)
    for (const strike of strikes) {
      if ('machine' in strike) expect(strike.machine).toBeLessThan(3)
      if ('server' in strike) expect(strike.server).toBeLessThan(2)
      expect(strike.at).toBeLessThan(seconds(300))
    }
    const times = strikes.map(({ at }) => at)
    expect(times).toEqual(times.toSorted((one, other) => one - other))
  })

  test('lets the database come back before it ends again', () => {
    const ends = planOf(prng('rest'), { ...options, lasts: seconds(600) }).filter(
      (strike) => strike.do === 'restart-database',
    )
    ends.slice(1).forEach(({ at }, i) => {
      const before = ends[i]
      expect(at - (before?.at ?? 0)).toBeGreaterThanOrEqual(seconds(8))
    })
  })
})
