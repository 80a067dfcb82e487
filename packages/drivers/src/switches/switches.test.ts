import type { CellId } from '@cubby/kit/ids'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EmulatedRelays } from './emulated-relays.ts'
import { type Load, SwitchedLoads } from './switched-loads.ts'
import { shouldHeat } from './thermostat.ts'

const cell: CellId = 'cel_shoe'

function aMachine() {
  // As a program that died has left it.
  const relays = new EmulatedRelays(3, true)
  const loads: Load[] = [
    { id: 'sign', kind: 'light', output: relays.output(0) },
    { id: 'heater', kind: 'heater', output: relays.output(1) },
    { id: 'charger', kind: 'socket', cell, output: relays.output(2) },
  ]
  return { relays, loads: new SwitchedLoads(loads) }
}

describe('what hangs on relays', () => {
  test('is off after the start, whatever was left on, and off again at the end', async () => {
    const { relays, loads } = aMachine()
    expect(loads.state('sign')).toBe('unknown')
    await loads.allOff()
    expect(relays.isOn).toEqual([false, false, false])
    await loads.set('sign', true)
    expect([loads.state('sign'), relays.isOn[0]]).toEqual(['on', true])
    await loads[Symbol.asyncDispose]()
    expect(relays.isOn).toEqual([false, false, false])
  })

  test('one relay that cannot be reached keeps no other on, and is unknown until it answers', async () => {
    const { relays, loads } = aMachine()
    relays.lose = 1
    await loads.allOff()
    expect([relays.isOn[1], relays.isOn[2]]).toEqual([false, false])
    expect(loads.state('sign')).toBe('unknown')
    await loads.set('sign', false)
    expect(loads.state('sign')).toBe('off')
  })

  test('a socket is switched with its cell, and no other', async () => {
    const { relays, loads } = aMachine()
    await loads.allOff()
    expect(await loads.setSockets(cell, true)).toBe(true)
    expect(relays.isOn).toEqual([false, false, true])
    expect(await loads.setSockets('cel_hat', true)).toBe(false)
    await expect(loads.set('nothing', true)).rejects.toMatchObject({ code: 'not-found' })
  })

  test('the last order holds, in whatever order they were given', async () => {
    const { relays, loads } = aMachine()
    await Promise.all([true, false, true, false].map((on) => loads.set('sign', on)))
    expect([loads.state('sign'), relays.isOn[0]]).toEqual(['off', false])
  })

  test('a known state is what the relay is, however many orders got lost', async () => {
    expect.hasAssertions()
    const orders = fc.array(fc.tuple(fc.boolean(), fc.boolean()), { maxLength: 12 })
    const holds = fc.asyncProperty(orders, async (all) => {
      const { relays, loads } = aMachine()
      for (const [on, isLost] of all) {
        relays.lose = isLost ? 1 : 0
        await loads.set('sign', on).catch(() => {})
        const state = loads.state('sign')
        if (state !== 'unknown') expect(relays.isOn[0]).toBe(state === 'on')
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
