import { hours } from '@cubby/kit/clock'
import { expect, test } from 'vitest'
import { badDay } from './bad-day.ts'
import { runDay } from './run-day.ts'
import { simKeys } from './sim-keys.ts'

/** A short day with everything in it that goes wrong, so that the test is quick. */
function aShortDay(seed: string) {
  const day = badDay(seed, 'busy')
  return { ...day, lasts: hours(4), machines: 2, layouts: day.layouts.slice(0, 2), shipments: 8 }
}

test('the same day twice, under other keys, tells the same story to the last word', async () => {
  const told = []
  for (const keys of [simKeys(), simKeys()]) {
    const { hash, events, violations, story } = await runDay(aShortDay('11'), keys)
    told.push({ hash, events, violations, story: story(10_000) })
  }
  expect(told[0]).toEqual(told[1])
  expect(told[0]?.violations).toEqual([])
  expect(told[0]?.story.length).toBeGreaterThan(20)
}, 30_000)

test('another seed is another day', async () => {
  const keys = simKeys()
  const one = await runDay(aShortDay('11'), keys)
  const other = await runDay(aShortDay('12'), keys)
  expect(one.hash).not.toBe(other.hash)
}, 30_000)
