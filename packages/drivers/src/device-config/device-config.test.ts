import { didYouMean } from '@cubby/domain/near-miss'
import { AppError } from '@cubby/kit/app-error'
import { limits } from '@cubby/kit/limits'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allSensors } from '../sensors/all.ts'
import { deviceSchema } from './device-shape.ts'
import { checkDeviceConfig, readDeviceConfig } from './read-device-config.ts'

/** Everything that a machine may have; each test spoils a copy of its own. */
const machine = () => ({
  version: 1,
  buses: [
    {
      id: 'left',
      line: { kind: 'serial', path: '/dev/ttyUSB0' },
      boards: [{ id: 'a', model: 'kerong-cu48b', address: 0, doorContact: 'closed-is-1' }],
    },
    {
      id: 'relays',
      line: { kind: 'tcp', host: '10.0.0.7', port: 5_000 },
      boards: [{ id: 'r', model: 'waveshare-relay-8d', address: 1, doorContact: 'closed-is-0' }],
    },
  ],
  doors: [
    { cell: 'cel_shoe', side: 'front', board: 'a', channel: 0 },
    { cell: 'cel_hat', side: 'front', board: 'r', channel: 0 },
  ],
  terminal: {
    model: 'generic-json',
    currency: 'EUR',
    link: { kind: 'tcp', host: '127.0.0.1', port: 9_000 },
  },
  scanners: [
    { id: 'label', side: 'front', line: { kind: 'serial', path: '/dev/ttyACM0' }, family: 'honeywell-menu' }, // prettier-ignore
  ],
  sensors: [
    {
      id: 'air',
      model: 'xy-md02',
      line: { kind: 'serial', path: '/dev/ttyUSB1' },
      address: 1,
      thresholds: [{ measure: 'temperature', least: 2, most: 8, readings: 3 }],
    },
    { id: 'air-2', model: 'xy-md02', line: { kind: 'serial', path: '/dev/ttyUSB1' }, address: 2 },
    { id: 'back', model: 'ds18b20', device: '28-0316a2795fff' },
    { id: 'power', model: 'nut-ups', ups: 'main' },
    { id: 'modem', model: 'modem-manager', modem: 'any' },
  ],
  printer: { line: { kind: 'tcp', host: '10.0.0.9', port: 9_100 }, codePage: 'cp866' },
  loads: [
    { id: 'sign', kind: 'light', board: 'r', channel: 1 },
    { id: 'warm', kind: 'heater', board: 'r', channel: 2, heat: { sensor: 'air', onBelow: 3, offAbove: 5 } }, // prettier-ignore
    { id: 'plug', kind: 'socket', board: 'r', channel: 3, cell: 'cel_shoe' },
  ],
})

/** What is wrong with a machine after this change, as `pointer code: detail`. */
function mistakes(change: (told: ReturnType<typeof machine> & Record<string, unknown>) => unknown) {
  const told = machine()
  change(told)
  try {
    checkDeviceConfig(told)
    return []
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return error.fields.map(({ pointer, code, detail }) => `${pointer} ${code}: ${detail}`)
  }
}
/** Puts a value at a place of the machine, whatever its type. */
const put = (pointer: string, value: unknown) =>
  mistakes((told) => {
    const parts = pointer.split('/').slice(1)
    const last = parts.pop() ?? ''
    let at: Record<string, unknown> = told
    for (const part of parts) at = at[part] as Record<string, unknown>
    if (value === undefined) delete at[last]
    else at[last] = value
  })

describe('a device configuration', () => {
  test('with everything in it is read, and what was left out has its usual value', () => {
    const config = readDeviceConfig(`\uFEFF${JSON.stringify(machine())}`)
    expect(config.sensors[3]).toMatchObject({ host: '127.0.0.1', port: 3_493, everySeconds: 60 })
    expect(config.scanners[0]?.suffix).toBe('line-end')
    expect(checkDeviceConfig({ version: 1, buses: [], doors: [] }).loads).toEqual([])
  })

  test.each<[string, unknown, string]>([
    ['/bords', [], '/bords unknown: there is no field "bords" here'],
    ['/buses/0/boards/0/adress', 1, 'did you mean address?'],
    ['/sensors/0/treshold', 1, 'did you mean thresholds?'],
    ['/version', 2, '/version unknown: one of 1; not 2'],
    ['/buses', undefined, '/buses missing: this must be there: a list'],
    ['/buses', {}, '/buses wrong-type: must be a list, not {}'],
    ['/buses/0/line/kind', 'seral', '/buses/0/line/kind unknown: one of serial, tcp, hid; not "seral"; did you mean serial?'], // prettier-ignore
    ['/buses/0/boards/0/model', 'kerong-cu84b', 'did you mean kerong-cu48b?'],
    ['/buses/0/boards/0/address', 300, '/buses/0/boards/0/address out-of-range: at most 255'],
    ['/buses/0/boards/0/address', 'one', '/buses/0/boards/0/address wrong-type: must be a number, not "one"'], // prettier-ignore
    ['/buses/0/boards/0/doorContact', 'closed-is-l', 'did you mean closed-is-1?'],
    ['/buses/1/line', { kind: 'serial', path: '/dev/ttyUSB0' }, 'bus left uses this line already'],
    ['/doors/0/board', 'b', '/doors/0/board unknown'],
    ['/doors/0/cell', 'shoe', '/doors/0/cell wrong-format: must be the id of a cell'],
    ['/doors/0/channel', 48, '/doors/0/channel range'],
    ['/terminal/model', 'generic-jsom', 'did you mean generic-json?'],
    [
      '/terminal/currency',
      'euro',
      '/terminal/currency wrong-format: must be three capital letters',
    ],
    [
      '/terminal/link',
      { kind: 'http', url: 'http://localhost/' },
      '/terminal/link/kind contradiction',
    ],
    [
      '/scanners/0/line',
      { kind: 'serial', path: '/dev/ttyUSB0' },
      'bus left uses this line already',
    ],
    ['/scanners/0/family', 'honywell-menu', 'did you mean honeywell-menu?'],
    ['/scanners/0/suffix', 'crlf', '/scanners/0/suffix unknown: one of line-end, cr-lf, tab; not "crlf"; did you mean cr-lf?'], // prettier-ignore
    ['/sensors/0/model', 'xy-md20', 'did you mean xy-md02?'],
    ['/sensors/1/address', 1, '/sensors/1/address duplicate: sensor air has address 1'],
    ['/sensors/1/line/baudRate', 19_200, '/sensors/1/line/baudRate contradiction'],
    ['/sensors/1/id', 'air', '/sensors/1/id duplicate: two sensors are called air'],
    ['/sensors/2/device', '28-../../x', '/sensors/2/device wrong-format: must be a name such as'],
    ['/sensors/3/ups', 'a b', '/sensors/3/ups wrong-format'],
    ['/sensors/0/thresholds/0/measure', 'battery-charge', 'xy-md02 measures one of temperature'],
    [
      '/sensors/0/thresholds/0/most',
      1,
      '/sensors/0/thresholds/0/most order: must be more than least, 2',
    ],
    ['/sensors/0/thresholds/0', { measure: 'humidity' }, '/sensors/0/thresholds/0 missing: least, most or both'], // prettier-ignore
    ['/printer/codePage', 'cp437', '/printer/codePage unknown: one of'],
    ['/loads/0/board', 'a', '/loads/0/board not-allowed: KR-CU48B only pulses'],
    ['/loads/0/board', 'q', '/loads/0/board unknown: one of a, r; not "q"'],
    [
      '/loads/0/channel',
      0,
      '/loads/0/channel duplicate: this relay is the lock of cel_hat already',
    ],
    ['/loads/0/channel', 2, '/loads/1/channel duplicate: this relay is sign already'],
    ['/loads/0/channel', 8, '/loads/0/channel out-of-range'],
    ['/loads/0/cell', 'cel_shoe', '/loads/0/cell not-allowed: only a socket has a cell'],
    ['/loads/2/cell', undefined, '/loads/2/cell missing: a socket charges'],
    ['/loads/2/cell', 'cel_none', '/loads/2/cell unknown: no door'],
    ['/loads/1/heat/sensor', 'power', '/loads/1/heat/sensor unknown: one of air, air-2, back'],
    ['/loads/1/heat/offAbove', 3, '/loads/1/heat/offAbove order'],
  ])('with %s set to %j says what is wrong there', (pointer, value, said) => {
    const found = put(pointer, value)
    expect(found.join('\n')).toContain(said)
    expect(found.length).toBeLessThanOrEqual(3)
  })

  test('names every mistake at once', () => {
    const found = mistakes((told) => {
      Object.assign(told, { scaners: [] })
      Object.assign(told.doors[0] ?? {}, { side: 'left' })
      Object.assign(told.sensors[0] ?? {}, { everySeconds: 1 })
    })
    expect(found.map((each) => each.split(' ')[0]).sort()).toEqual([
      '/doors/0/side',
      '/scaners',
      '/sensors/0/everySeconds',
    ])
  })

  test('that is no JSON, or endless, is refused as a whole', () => {
    expect(() => readDeviceConfig('{"version": 1,')).toThrow(/not JSON/)
    expect(() => readDeviceConfig(' '.repeat(limits.deviceConfigBytesMax + 1))).toThrow(/1 MiB/)
  })

  test('is refused with reasons, or read, whatever stands at any of its places', () => {
    const places = placesIn(machine())
    const anything = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom('__proto__', '../..', -1, 1e308, ''),
    )
    const never = fc.property(fc.constantFrom(...places), anything, (place, value) => {
      return put(place, value).every((said) => /^\/.* [a-z-]+: .+$/.test(said) && said.length < 700)
    })
    expect(fc.check(never, { numRuns: 10_000 }).failed).toBe(false)
  }, 60_000)

  test('that is any other value is refused', () => {
    const hostile = fc.property(fc.jsonValue(), (value) => {
      expect(() => checkDeviceConfig(value)).toThrow(AppError)
    })
    fc.assert(hostile, { numRuns: 2_000 })
  })

  test('has a form for every sensor that we drive', () => {
    const schema = JSON.stringify(deviceSchema())
    for (const { model } of allSensors) expect(schema).toContain(`"const":"${model}"`)
  })
})

function placesIn(value: unknown, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return [at]
  const inside = Object.entries(value).flatMap(([key, each]) => placesIn(each, `${at}/${key}`))
  return at === '' ? [...inside, '/extra'] : [at, ...inside]
}

test('a slip of a letter or two is understood, another word is not', () => {
  expect(didYouMean('tempreature', ['temperature', 'humidity'])).toContain('temperature')
  expect(didYouMean('pressure', ['temperature', 'humidity'])).toBe('')
  expect(didYouMean('x', [])).toBe('')
})
