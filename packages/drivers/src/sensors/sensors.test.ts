import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { instant } from '@cubby/kit/clock'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { memoryLinePair } from '../lines/memory-line.ts'
import { RegisterBus } from '../modbus/register-bus.ts'
import { allSensors, sensorNamed } from './all.ts'
import { oneWireSensor, parseOneWire } from './ds18b20.ts'
import { EmulatedRegisters } from './emulator/emulated-registers.ts'
import { modemSensor, parseModem } from './modem-signal.ts'
import { ThresholdWatch } from './threshold-watch.ts'
import { xyMd02Sensor } from './xy-md02.ts'

const folder = mkdtempSync(join(tmpdir(), 'cubby-sensors-'))
afterAll(() => rmSync(folder, { recursive: true }))
const quick = { numRuns: 10_000 }

function climate() {
  const pair = memoryLinePair('sensors')
  const clock = new VirtualClock(instant(0))
  const units = new EmulatedRegisters({ line: pair.boardEnd, clock })
  const bus = new RegisterBus({ line: pair.driverEnd, clock })
  units.setClimate(1, { temperature: 25.3, humidity: 45 })
  const read = (address = 1) => clock.runUntil(xyMd02Sensor(bus, address).read())
  return { ...pair, clock, bus, units, read }
}

describe('an XY-MD02 on RS-485', () => {
  test('tells temperature and humidity, below zero too', async () => {
    const { units, read } = climate()
    expect(await read()).toEqual({ temperature: 25.3, humidity: 45 })
    units.setClimate(1, { temperature: -12.5, humidity: 99.9 })
    expect(await read()).toEqual({ temperature: -12.5, humidity: 99.9 })
  })

  test('is heard through an echo, noise and a pause, beside others on its wires', async () => {
    const { units, bus, clock } = climate()
    units.setClimate(7, { temperature: 4, humidity: 50 })
    Object.assign(units.faults, { hasEcho: true, noise: Uint8Array.of(1, 4, 4), latency: 300 })
    const both = [1, 7].map((address) => xyMd02Sensor(bus, address).read())
    expect(await clock.runUntil(Promise.all(both))).toEqual([
      { temperature: 25.3, humidity: 45 },
      { temperature: 4, humidity: 50 },
    ])
  })

  test('that measures what its chip cannot is unknown', async () => {
    const { units, read } = climate()
    units.setClimate(1, { temperature: 3276.7, humidity: 200 })
    expect(await read()).toEqual({ temperature: null, humidity: null })
  })

  test('that is silent, damaged, refused or cut off says which, and is well again afterwards', async () => {
    const { units, read, cut, mend } = climate()
    units.faults.isSilent = true
    await expect(read()).rejects.toMatchObject({ code: 'board/no-answer' })
    units.faults.isSilent = false
    units.faults.corruptReplies = 1
    await expect(read()).rejects.toMatchObject({ code: 'board/bad-checksum' })
    units.units.set(1, new Map())
    await expect(read()).rejects.toMatchObject({ code: 'board/unexpected' })
    cut()
    await expect(read()).rejects.toMatchObject({ code: 'line/unavailable' })
    mend()
    units.setClimate(1, { temperature: 1, humidity: 1 })
    expect(await read()).toEqual({ temperature: 1, humidity: 1 })
  })
})

const oneWire = (crc: string, milli: string) =>
  `50 05 4b 46 7f ff 0c 10 1c : crc=1c ${crc}\n50 05 4b 46 7f ff 0c 10 1c t=${milli}\n`

describe('a DS18B20', () => {
  test.each([
    ['YES', '23125', 23.125],
    ['YES', '-10500', -10.5],
    ['YES', '0', 0],
    ['NO', '23125', null],
    ['YES', '85000', null],
    ['YES', '-127000', null],
    ['YES', '999999', null],
    ['YES', '1e3', null],
  ])('whose file says %s and t=%s is %s', (crc, milli, value) => {
    expect(parseOneWire(oneWire(crc, milli))).toBe(value)
  })

  test('is read from the file of the kernel; without one there is no answer', async () => {
    const device = '28-0316a2795fff'
    mkdirSync(join(folder, device))
    writeFileSync(join(folder, device, 'w1_slave'), oneWire('YES', '4062'))
    expect(await oneWireSensor(device, folder).read()).toEqual({ temperature: 4.062 })
    await expect(oneWireSensor('28-000000000000', folder).read()).rejects.toMatchObject({
      code: 'board/no-answer',
    })
  })

  test('gives a temperature that a DS18B20 can measure or nothing, whatever the file holds', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.tuple(fc.string(), fc.string()).map(([crc, milli]) => oneWire(crc, milli)),
      fc.integer().map((milli) => oneWire('YES', String(milli))),
    )
    const isRight = fc.property(texts, (text) => {
      const value = parseOneWire(text)
      expect(value === null || (value >= -55 && value <= 125 && value !== 85)).toBe(true)
    })
    fc.assert(isRight, quick)
  })
})

describe('a modem', () => {
  const told = (quality: object, more: object = {}) =>
    JSON.stringify({
      modem: {
        '3gpp': { 'operator-name': 'Example' },
        generic: { 'signal-quality': quality, ...more },
      },
    })

  test('tells how well it hears the network', () => {
    const more = { state: 'connected', 'access-technologies': ['lte'] }
    expect(parseModem(told({ recent: 'yes', value: '67' }, more))).toEqual({
      signalPercent: 67,
      state: 'connected',
      operator: 'Example',
      technologies: ['lte'],
    })
  })

  test.each([
    told({ recent: 'no', value: '67' }),
    told({ recent: 'yes', value: '--' }),
    told({ recent: 'yes', value: '101' }),
    told({ recent: 'yes', value: '-5' }),
    told({ recent: 'yes', value: {} }),
    '{}',
    '[]',
    'null',
    '{"modem":[]}',
  ])('that says %s is unknown', (text) => {
    expect(parseModem(text).signalPercent).toBeNull()
  })

  test('is asked through mmcli, and its failure is no answer', async () => {
    const mmcli = join(folder, 'mmcli')
    writeFileSync(mmcli, `#!/bin/sh\ncat <<'X'\n${told({ recent: 'yes', value: '42' })}\nX\n`)
    chmodSync(mmcli, 0o755)
    expect(await modemSensor('any', mmcli).read()).toEqual({ 'signal-quality': 42 })
    await expect(modemSensor('any', join(folder, 'none')).read()).rejects.toMatchObject({
      code: 'board/no-answer',
    })
    expect(() => parseModem('error: no modem')).toThrow(/no JSON/)
  })

  test('is a percentage or unknown, whatever JSON comes', () => {
    const isRight = fc.property(
      fc.json({ maxDepth: 2 }),
      fc.jsonValue({ maxDepth: 1 }),
      (text, value) => {
        for (const each of [text, told({ value })]) {
          const { signalPercent } = parseModem(each)
          expect(signalPercent === null || (signalPercent >= 0 && signalPercent <= 100)).toBe(true)
        }
      },
    )
    fc.assert(isRight, quick)
  })
})

describe('a threshold', () => {
  test('is passed after so many readings in a row, and one good one in between begins anew', () => {
    const watch = new ThresholdWatch({ least: 2, most: 8, readings: 3 })
    const told = [5, 9, 9, 5, 9, 9, 9, 9, 5, 5, 5].map((value) => watch.take(value))
    expect(told).toEqual([
      'inside',
      null,
      null,
      null,
      null,
      null,
      'too-high',
      null,
      null,
      null,
      'inside',
    ])
  })

  test('says unknown when the sensor does, and too low below its least', () => {
    const watch = new ThresholdWatch({ least: 2, readings: 2 })
    expect([5, null, null, 1, 1].map((value) => watch.take(value))).toEqual([
      'inside',
      null,
      'unknown',
      null,
      'too-low',
    ])
    expect(watch.state).toBe('too-low')
  })
})

test('each sensor is found by its model', () => {
  for (const sensor of allSensors) expect(sensorNamed(sensor.model)).toBe(sensor)
  expect(sensorNamed('acme')).toBeUndefined()
})
