import {
  days,
  hours,
  type Instant,
  instant,
  later,
  millis,
  minutes,
  seconds,
} from '@cubby/kit/clock'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import { seededIds } from '@cubby/testing/seeded-ids'
import { describe, expect, test } from 'vitest'
import { ClockKeeper } from './clock-keeper.ts'

const noon = instant(Date.parse('2026-03-02T12:00:00Z'))
const boot = seededIds('clock').mint('bot')

function aKeeper(wall: Instant, lastEntryAt = instant(0)) {
  const clock = new VirtualClock(wall)
  const keeper = new ClockKeeper({ clock, boot, lastEntryAt })
  const hear = (serverTime: Instant, took = millis(0)) =>
    keeper.hear(serverTime, millis(clock.monotonic() - took))
  return { clock, keeper, hear }
}

describe('before the first word from the server', () => {
  test('the wall clock is all there is, and is not vouched for', () => {
    const { keeper } = aKeeper(noon)
    expect([keeper.now(), keeper.isSynced]).toEqual([noon, false])
  })

  test('a wall clock that fell back to 1970 is overruled by the last entry', async () => {
    const { clock, keeper } = aKeeper(instant(0), noon)
    await clock.advance(minutes(1))
    expect(keeper.now()).toBe(later(noon, minutes(1)))
  })
})

describe('once the server has told its time', () => {
  test('time is what it said and how long ago that was', async () => {
    const { clock, keeper, hear } = aKeeper(instant(5))
    expect(hear(noon)).toMatchObject({ quality: 'synced', offsetMs: noon - 5 })
    await clock.advance(hours(3))
    expect([keeper.now(), keeper.isSynced]).toEqual([later(noon, hours(3)), true])
  })

  test('half of a slow answer counts as its way back', () => {
    const { keeper, hear } = aKeeper(noon)
    hear(later(noon, hours(1)), seconds(4))
    expect(keeper.now()).toBe(later(noon, millis(hours(1) + 2_000)))
  })

  test('the weather of the network changes nothing, a jump is recorded', async () => {
    const { clock, keeper, hear } = aKeeper(noon)
    hear(noon)
    await clock.advance(minutes(1))
    expect(hear(later(noon, millis(60_400)))).toBeNull()
    expect(keeper.now()).toBe(later(noon, minutes(1)))
    expect(hear(later(noon, hours(2)))).toMatchObject({
      quality: 'synced',
      offsetMs: hours(2) - minutes(1),
    })
    expect(keeper.now()).toBe(later(noon, hours(2)))
  })

  test('a few seconds are made up for little by little, forwards and backwards', async () => {
    const { clock, keeper, hear } = aKeeper(noon)
    hear(noon)
    hear(later(noon, seconds(4)))
    expect(keeper.now()).toBe(noon)
    await clock.advance(seconds(10))
    expect(keeper.now()).toBe(later(noon, seconds(11)))
    await clock.advance(minutes(1))
    expect(keeper.now()).toBe(later(noon, seconds(74)))
    hear(later(noon, seconds(70)))
    await clock.advance(seconds(10))
    expect(keeper.now()).toBe(later(noon, seconds(83)))
    await clock.advance(minutes(1))
    expect(keeper.now()).toBe(later(noon, seconds(140)))
  })

  test('what is being made up is recorded once, however often the server is heard meanwhile', async () => {
    const { clock, keeper, hear } = aKeeper(noon)
    hear(noon)
    expect(hear(later(noon, seconds(40)))).toMatchObject({ quality: 'synced' })
    for (let i = 1; i <= 90; i++) {
      await clock.advance(seconds(5))
      expect(hear(later(noon, seconds(40 + 5 * i)))).toBeNull()
    }
    expect(keeper.now()).toBe(later(noon, seconds(490)))
  })

  test('a week of silence and nobody vouches for it any more, which is recorded once', async () => {
    const { clock, keeper, hear } = aKeeper(noon)
    hear(noon)
    await clock.advance(days(6))
    expect(keeper.lapsed()).toBeNull()
    await clock.advance(days(2))
    expect(keeper.isSynced).toBe(false)
    expect(keeper.lapsed()).toMatchObject({ quality: 'unsynced' })
    expect(keeper.lapsed()).toBeNull()
    expect(hear(later(noon, days(8)))).toMatchObject({ quality: 'synced' })
  })
})

test('stamps are whole numbers that count from the boot', async () => {
  const { clock, keeper } = aKeeper(noon)
  await clock.advance(millis(1_500))
  expect(keeper.stamp()).toEqual({
    at: later(noon, millis(1_500)),
    boot,
    mono: 1_500,
    synced: false,
  })
})
