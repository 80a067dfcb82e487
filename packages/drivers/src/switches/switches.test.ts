import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EmulatedRelays } from './emulated-relays.ts'
import { SwitchedLoad } from './switched-load.ts'
import { shouldHeat } from './thermostat.ts'

/** A relay as a program that died may have left it. */
function aLoad(isOn = true) {
  const relays = new EmulatedRelays(1, isOn)
  return { relays, load: new SwitchedLoad(() => relays.output(0)) }
}

describe('what hangs on a relay', () => {
  test('is unknown until it was told something, and then what it was told', async () => {
    const { relays, load } = aLoad()
    expect(load.state).toBe('unknown')
    await load.set(false)
    expect([load.state, relays.isOn[0]]).toEqual(['off', false])
    await load.set(true)
    expect([load.state, relays.isOn[0]]).toEqual(['on', true])
  })

  test('is unknown after an order that got lost', async () => {
    const { relays, load } = aLoad()
    relays.lose = 1
    await expect(load.set(false)).rejects.toMatchObject({ code: 'board/no-answer' })
    expect(load.state).toBe('unknown')
    await load.set(false)
    expect(load.state).toBe('off')
  })

  test('of a board that tells, is known again after the board has lost its power', async () => {
    const { relays, load } = aLoad()
    await load.set(true)
    relays.isOn[0] = false
    await load.check()
    expect(load.state).toBe('off')
  })

  test('of a board that does not tell, is told again', async () => {
    const { relays, load } = aLoad()
    relays.tells = false
    await load.check()
    expect([load.state, relays.orders]).toEqual(['unknown', 0])
    await load.set(true)
    relays.isOn[0] = false
    await load.check()
    expect([load.state, relays.isOn[0]]).toEqual(['on', true])
  })

  test('does what the last order said, in whatever order they were given', async () => {
    const { relays, load } = aLoad()
    await Promise.all([true, false, true, false].map((on) => load.set(on)))
    expect([load.state, relays.isOn[0]]).toEqual(['off', false])
  })

  test('is known only as it is, however many orders got lost', async () => {
    expect.hasAssertions()
    const orders = fc.array(fc.tuple(fc.boolean(), fc.boolean()), { maxLength: 12 })
    const holds = fc.asyncProperty(orders, fc.boolean(), async (all, tells) => {
      const { relays, load } = aLoad()
      relays.tells = tells
      for (const [on, isLost] of all) {
        relays.lose = isLost ? 1 : 0
        await load.set(on).catch(() => {})
        if (load.state !== 'unknown') expect(relays.isOn[0]).toBe(load.state === 'on')
        await load.check().catch(() => {})
        if (load.state !== 'unknown') expect(relays.isOn[0]).toBe(load.state === 'on')
      }
    })
    await fc.assert(holds, { numRuns: 10_000 })
  })
})

test.each([
  [null, true, false],
  [1, false, true],
  [4, true, true],
  [4, false, false],
  [6, true, false],
])('at %s °C with the heater on: %s, it should be on: %s', (temperature, isHeating, wanted) => {
  expect(shouldHeat({ onBelow: 3, offAbove: 5 }, temperature, isHeating)).toBe(wanted)
})
