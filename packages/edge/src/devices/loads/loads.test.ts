import { freshCell } from '@cubby/domain/cells/cell-state'
import { freshLocker, type LockerState } from '@cubby/domain/kernel/state'
import { deviceConfig } from '@cubby/drivers/device-config/device-shape'
import type { LockerHardware } from '@cubby/drivers/locker-hardware'
import { EmulatedRelays } from '@cubby/drivers/switches/emulated-relays'
import { instant, minutes, seconds } from '@cubby/kit/clock'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import { describe, expect, test } from 'vitest'
import { edgeLogger } from '../../logger.ts'
import { Attention } from './attention.ts'
import { Faults } from '../faults.ts'
import { Loads } from './loads.ts'
import { Readings } from '../readings.ts'

const cell = 'cel_shoe'
const monday = instant(Date.parse('2026-03-02T08:00:00Z'))
const light = { id: 'sign', kind: 'light', board: 'relays', channel: 0 }
const heater = {
  id: 'heater',
  kind: 'heater',
  board: 'relays',
  channel: 1,
  heat: { sensor: 'air', onBelow: 3, offAbove: 5 },
}
const socket = { id: 'charger', kind: 'socket', board: 'relays', channel: 2, cell }
const power = { id: 'power', model: 'nut-ups', ups: 'main' }

/** A machine whose relays are as a program that died has left them: on. */
async function aMachine(loads: readonly object[], sensors: readonly object[] = []) {
  const clock = new VirtualClock(monday)
  const log = edgeLogger({ level: 'silent' })
  const relays = new EmulatedRelays(4, true)
  const readings = new Readings(clock)
  const told: string[] = []
  const now: { state: LockerState; isWired: boolean; timeZone: string | null } = {
    state: freshLocker,
    isWired: true,
    timeZone: null,
  }
  const hardware = { output: (_board, channel) => relays.output(channel) } as Pick<
    LockerHardware,
    'output'
  > as LockerHardware
  const faults = new Faults({
    clock,
    log,
    state: () => ({}),
    record: (bodies) =>
      bodies.forEach((body) => told.push(`${body.type} ${'code' in body ? body.code : ''}`)),
  })
  const attention = new Attention(clock, () => now.state)
  const config = deviceConfig.parse({ version: 1, buses: [], doors: [], loads, sensors })
  const all = new Loads({
    clock,
    log,
    faults,
    readings,
    hardware: () => (now.isWired ? hardware : null),
    state: () => now.state,
    now: () => clock.now(),
    timeZone: () => now.timeZone,
    isAttended: attention.isThere,
    onChange: () => {},
  })
  all.open(new Map(config.loads.map((load) => [load.id, load])), config.sensors)
  await clock.advance(seconds(1))
  const see = async (state: Partial<LockerState>) => {
    now.state = { ...now.state, ...state }
    all.look()
    await clock.advance(seconds(1))
  }
  const measure = async (temperature: number) => {
    readings.put('air', { temperature }, minutes(1))
    await clock.advance(seconds(1))
  }
  const say = async (low: number) => {
    readings.put('power', { 'battery-low': low }, minutes(1))
    await clock.advance(seconds(1))
  }
  return { clock, relays, all, now, attention, see, measure, say, told }
}

const using = (kind: 'free' | 'occupied'): Partial<LockerState> => ({
  cells: {
    [cell]: { ...freshCell, use: kind === 'free' ? { kind } : { kind, stay: 'sty_1' } },
  },
})

describe('lights, heaters and sockets', () => {
  test('are all off after the start, whatever was left on, and off again at the end', async () => {
    const { clock, relays, all, see } = await aMachine([light, heater, socket])
    expect(relays.isOn.slice(0, 3)).toEqual([false, false, false])
    await see(using('occupied'))
    expect(relays.isOn[2]).toBe(true)
    await clock.runUntil(all[Symbol.asyncDispose]())
    expect(relays.isOn.slice(0, 3)).toEqual([false, false, false])
    // Of nobody's business.
    expect(relays.isOn[3]).toBe(true)
  })

  test('go off at the end although the first order to it gets lost', async () => {
    const { clock, relays, all, see } = await aMachine([socket])
    await see(using('occupied'))
    relays.lose = 1
    await clock.runUntil(all[Symbol.asyncDispose]())
    expect(relays.isOn[2]).toBe(false)
  })

  test('that cannot be reached are a fault, and are switched as soon as they can', async () => {
    const { clock, relays, all, now, told } = await aMachine([socket])
    now.isWired = false
    all.boardsChanged()
    await clock.advance(minutes(1))
    expect(told).toEqual(['device.fault load/no-answer'])
    expect(all.told()).toEqual([{ id: 'charger', kind: 'socket', state: 'unknown' }])
    now.isWired = true
    relays.isOn[2] = true
    await clock.advance(minutes(2))
    expect(relays.isOn[2]).toBe(false)
    expect(told.at(-1)).toBe('device.recovered load/no-answer')
  })

  test.each([true, false])(
    'get right again after their board has lost its power; it tells so: %s',
    async (tells) => {
      const { clock, relays, see } = await aMachine([socket])
      relays.tells = tells
      await see(using('occupied'))
      relays.isOn[2] = false
      await clock.advance(minutes(1))
      expect(relays.isOn[2]).toBe(true)
    },
  )

  test('do not hammer a board that is silent, however much happens at the machine', async () => {
    const { clock, relays, see } = await aMachine([socket])
    relays.lose = 1_000
    const before = relays.orders
    for (let i = 0; i < 60; i++) {
      await see(using(i % 2 === 0 ? 'occupied' : 'free'))
    }
    await clock.advance(seconds(1))
    expect(relays.orders - before).toBeLessThan(20)
  })
})

describe('a light', () => {
  test('shines while somebody is at the screen or a door is open, and a moment longer', async () => {
    const { clock, relays, all, see, attention } = await aMachine([light])
    attention.notice()
    all.look()
    await clock.advance(seconds(30))
    expect(relays.isOn[0]).toBe(true)
    await clock.advance(minutes(2))
    expect(relays.isOn[0]).toBe(false)
    const open = { door: 'open', cause: null } as never
    await see({ cells: { [cell]: { ...freshCell, doors: { front: open } } } })
    await clock.advance(minutes(10))
    expect(relays.isOn[0]).toBe(true)
  })

  test('shines always where that was wished', async () => {
    const { relays } = await aMachine([{ ...light, light: { when: 'always' } }])
    expect(relays.isOn[0]).toBe(true)
  })

  test('shines between two hours by the clock of the place, also across midnight', async () => {
    const hours = { when: 'hours', from: '18:00', to: '06:30' }
    const { clock, relays, now } = await aMachine([{ ...light, light: hours }])
    now.timeZone = 'Europe/Warsaw'
    const lit: string[] = []
    let before = relays.isOn[0]
    for (let i = 0; i < 24 * 60; i++) {
      await clock.advance(minutes(1))
      if (relays.isOn[0] !== before) lit.push(`${relays.isOn[0]} ${new Date(clock.now()).toISOString().slice(11, 16)}`) // prettier-ignore
      before = relays.isOn[0]
    }
    // Warsaw is an hour ahead in March; a minute is as good as any.
    expect(lit).toEqual([
      expect.stringMatching(/^true 17:0[01]$/),
      expect.stringMatching(/^false 05:3[01]$/),
    ])
  })
})

describe('a heater', () => {
  test('heats below one temperature until above another', async () => {
    const { relays, measure } = await aMachine([heater])
    const heats: boolean[] = []
    for (const temperature of [4, 2.9, 4, 5, 5.1, 4, 2]) {
      await measure(temperature)
      heats.push(relays.isOn[1] === true)
    }
    expect(heats).toEqual([false, true, true, true, false, false, true])
  })

  test('goes off when nobody measures any more', async () => {
    const { clock, relays, measure } = await aMachine([heater])
    await measure(1)
    expect(relays.isOn[1]).toBe(true)
    await clock.advance(minutes(5))
    expect(relays.isOn[1]).toBe(false)
  })

  test('never heats while its sensor was silent from the beginning', async () => {
    const { clock, relays } = await aMachine([heater])
    await clock.advance(minutes(60))
    expect(relays.isOn[1]).toBe(false)
  })
})

describe('a socket', () => {
  test('has current while something lies in its cell', async () => {
    const { relays, see } = await aMachine([socket])
    await see(using('occupied'))
    expect(relays.isOn[2]).toBe(true)
    await see(using('free'))
    expect(relays.isOn[2]).toBe(false)
  })
})

describe('a battery that is nearly empty', () => {
  test('switches everything off until it has current again, and is a fault', async () => {
    const { clock, relays, all, see, say, told } = await aMachine(
      [{ ...light, light: { when: 'always' } }, socket],
      [power],
    )
    await see(using('occupied'))
    await say(1)
    expect(relays.isOn.slice(0, 3)).toEqual([false, true, false])
    expect([all.isShedding, told]).toEqual([true, ['device.fault power/battery-low']])
    // A server of the UPS that has gone silent has not filled the battery.
    await clock.advance(minutes(60))
    expect(relays.isOn[0]).toBe(false)
    await say(0)
    expect([relays.isOn[0], relays.isOn[2]]).toEqual([true, true])
    await clock.advance(minutes(2))
    expect(told.at(-1)).toBe('device.recovered power/battery-low')
  })
})
