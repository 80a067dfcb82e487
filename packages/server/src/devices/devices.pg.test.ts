import { type DevicesItem, devicesItem } from '@cubby/domain/machine/devices/devices'
import { must } from '@cubby/kit/assert'
import { type LockerId, type LockerModelId, uuidOf } from '@cubby/kit/ids'
import { openForLocker } from '@cubby/keys/locker-seal'
import { copyDevices } from '@cubby/protocol/operations/devices/copy-devices'
import type { DevicesToSet } from '@cubby/protocol/operations/devices/device-shapes'
import { readDevices } from '@cubby/protocol/operations/devices/read-devices'
import { setDevices } from '@cubby/protocol/operations/devices/set-devices'
import { type Machines, machinesOf } from '@cubby/testing/api/established'
import { type SmallNetwork, smallNetwork } from '@cubby/testing/api/small-network'
import { type TestApi, testApi } from '@cubby/testing/api/test-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let api: TestApi
let network: SmallNetwork
let machines: Machines
let model: LockerModelId
const logged: string[] = []
beforeAll(async () => {
  api = await testApi({ logTo: logged })
  network = await smallNetwork(api)
  machines = machinesOf(api, network.location.id)
  model = await machines.aModel('Corner', ['CA', 'AA'])
})
afterAll(() => api[Symbol.asyncDispose]())

const air = {
  id: 'air',
  model: 'xy-md02',
  line: { kind: 'tcp', host: '10.0.0.8', port: 5_020 },
  address: 1,
  everySeconds: 60,
  thresholds: [{ measure: 'temperature', least: 2, most: 8, readings: 3 }],
} satisfies DevicesToSet['sensors'][number]
const zvt = (settings?: Record<string, string | null>) => ({
  model: 'zvt',
  currency: 'EUR',
  link: { kind: 'tcp' as const, host: '10.0.0.9', port: 20_007 },
  ...(settings ? { settings } : {}),
})
const only = (over: Partial<DevicesToSet>): DevicesToSet => ({
  scanners: [],
  sensors: [],
  loads: [],
  ...over,
})

/** Wired to locks on CU48, and with a relay board that can hold. */
async function aLocker(hasRelays = true) {
  const { id: locker, layout } = await machines.establish(model)
  const wiring = await machines.propose(locker)
  const relays = {
    id: 'relays',
    line: { kind: 'tcp' as const, host: '10.0.0.7', port: 5_000 },
    boards: [
      { id: 'r', model: 'waveshare-relay-8d', address: 1, doorContact: 'closed-is-0' as const },
    ],
  }
  await machines.wire(locker, hasRelays ? { ...wiring, buses: [...wiring.buses, relays] } : wiring)
  return { locker, cells: layout.modules.flatMap(({ cells }) => cells) }
}

const ask = (locker: LockerId, version: number, devices: unknown) =>
  api.ask(api.operator, setDevices, {
    params: { locker },
    body: { version, devices: devices as DevicesToSet },
  })
const set = (locker: LockerId, version: number, devices: DevicesToSet) =>
  api.call(api.operator, setDevices, { params: { locker }, body: { version, devices } })
const read = (locker: LockerId) => api.call(api.operator, readDevices, { params: { locker } })
const itemOf = async (locker: LockerId): Promise<DevicesItem> =>
  devicesItem.parse(await machines.itemOf(locker, 'devices'))
const secretsIn = async (locker: LockerId) => {
  const { sealed } = await itemOf(locker)
  const text = openForLocker(api.ctx.keys.lockerKey(locker), locker, must(sealed, 'secrets'))
  return JSON.parse(text) as unknown
}
/** What the activity keeps of this locker, in order. */
const activityOf = async (locker: LockerId) => {
  const rows = await api.ctx.db
    .selectFrom('activity')
    .select(['before', 'after'])
    .where('thing', '=', locker)
    .where('operation', 'in', ['locker.set-devices', 'locker.copy-devices'])
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map((row) => JSON.stringify(row))
}

describe('the devices of a locker', () => {
  test('are none at first, and reach the machine as they were set', async () => {
    const { locker, cells } = await aLocker()
    expect(await read(locker)).toEqual({
      locker,
      version: 0,
      changedAt: null,
      devices: { scanners: [], sensors: [], loads: [] },
      secretsSet: [],
      used: null,
      faults: [],
    })
    const cell = must(cells[0], 'a cell').id
    const devices = only({
      scanners: [
        { id: 'label', side: 'front', line: { kind: 'serial', path: '/dev/ttyACM0' }, suffix: 'line-end' },
      ],
      sensors: [air],
      printer: { line: { kind: 'tcp', host: '10.0.0.6', port: 9_100 }, codePage: 'cp866' },
      loads: [
        { id: 'sign', kind: 'light', board: 'r', channel: 1 },
        { id: 'plug', kind: 'socket', board: 'r', channel: 2, cell },
        {
          id: 'warm',
          kind: 'heater',
          board: 'r',
          channel: 3,
          heat: { sensor: 'air', onBelow: 3, offAbove: 5 },
        },
      ],
    }) // prettier-ignore
    const told = await set(locker, 0, devices)
    expect(told).toMatchObject({ version: 1, devices })
    expect(await itemOf(locker)).toEqual({ version: 1, devices, sealed: null })
    expect(await read(locker)).toEqual(told)
  })

  test.each<[string, Partial<DevicesToSet>, string, string]>([
    [
      'a light on a board that only pulses',
      { loads: [{ id: 'sign', kind: 'light', board: 'board-1', channel: 47 }] },
      '/devices/loads/0/board',
      'not-allowed',
    ],
    [
      'a light on a board that is not there',
      { loads: [{ id: 'sign', kind: 'light', board: 'relay', channel: 1 }] },
      '/devices/loads/0/board',
      'unknown',
    ],
    [
      'a socket for a cell of another machine',
      {
        loads: [
          { id: 'plug', kind: 'socket', board: 'r', channel: 1, cell: 'cel_00000000000000000000000001' },
        ],
      },
      '/devices/loads/0/cell',
      'unknown',
    ],
    [
      'two devices on one port',
      { printer: { line: { kind: 'tcp', host: '10.0.0.7', port: 5_000 }, codePage: 'cp866' } },
      '/devices/printer/line',
      'duplicate',
    ],
    [
      'a terminal that nobody drives',
      { terminal: { ...zvt(), model: 'zwt' } },
      '/devices/terminal/model',
      'unknown',
    ],
    [
      'a password that is none',
      { terminal: zvt({ password: '1234' }) },
      '/devices/terminal/settings/password',
      'wrong-format',
    ],
    [
      'a threshold of something that it does not measure',
      { sensors: [{ ...air, thresholds: [{ measure: 'on-mains', least: 1, readings: 1 }] }] },
      '/devices/sensors/0/thresholds/0/measure',
      'unknown',
    ],
  ])('with %s are refused at the place, and nothing is kept', async (_, over, pointer, code) => {
    const { locker } = await aLocker()
    const refused = await ask(locker, 0, only(over))
    expect(refused.status).toBe(422)
    expect(refused.body).toMatchObject({
      errors: expect.arrayContaining([expect.objectContaining({ pointer, code })]),
    })
    expect((await read(locker)).version).toBe(0)
    expect(await machines.itemOf(locker, 'devices')).toBeUndefined()
  }) // prettier-ignore

  test('say what was probably meant', async () => {
    const { locker } = await aLocker()
    const { body } = await ask(locker, 0, only({ terminal: { ...zvt(), model: 'zwt' } }))
    expect(JSON.stringify(body)).toContain('did you mean zvt?')
    const slips = only({ sensors: [{ ...air, adress: 2 } as typeof air] })
    const said = (await ask(locker, 0, slips)).body
    expect(JSON.stringify(said)).toContain('did you mean address?')
  })

  test.each<[unknown, string]>([
    [{ ...only({}), sensors: [{ ...air, adress: 2 }] }, '/devices/sensors/0/adress'],
    [{ ...only({}), sensors: [{ ...air, model: 'xy-md20' }] }, '/devices/sensors/0/model'],
    [{ ...only({}), sensors: [{ ...air, address: 0 }] }, '/devices/sensors/0/address'],
    [{ ...only({}), sensors: Array.from({ length: 81 }, () => air) }, '/devices/sensors'],
    [{ ...only({}), printer: { line: air.line, codePage: 'cp437' } }, '/devices/printer/codePage'],
    [{ ...only({}), terminal: zvt({ password: 'a\u0000b' }) }, '/devices/terminal/settings/password'],
    [{ ...only({}), buses: [] }, '/devices/buses'],
    ['devices', '/devices'],
  ])('of a form that is not theirs are refused: %j', async (devices, pointer) => {
    const { locker } = await aLocker(false)
    const refused = await ask(locker, 0, devices)
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer }] } })
  }) // prettier-ignore

  test('cannot hang on boards while nobody knows how the locker is wired', async () => {
    const { id: locker } = await machines.establish(model)
    const loads = [{ id: 'sign', kind: 'light' as const, board: 'r', channel: 1 }]
    expect(await ask(locker, 0, only({ loads }))).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/devices/loads/0/board', code: 'unwired' }] },
    })
    expect((await ask(locker, 0, only({ sensors: [air] }))).status).toBe(200)
  })

  test('that somebody has changed meanwhile are not written over', async () => {
    const { locker } = await aLocker()
    await set(locker, 0, only({ sensors: [air] }))
    const late = await ask(locker, 0, only({}))
    expect(late).toMatchObject({ status: 409, body: { code: 'conflict/version' } })
    const both = await Promise.all([ask(locker, 1, only({})), ask(locker, 1, only({}))])
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 409]))
    expect((await read(locker)).version).toBe(2)
  })
})

describe('a secret setting', () => {
  test('reaches the locker alone, and is shown to nobody again', async () => {
    const { locker } = await aLocker()
    const told = await set(locker, 0, only({ terminal: zvt({ password: '918273', configByte: 'BE' }) }))
    expect(told.secretsSet).toEqual(['password'])
    expect(told.devices.terminal?.settings).toEqual({ configByte: 'BE' })
    expect(await secretsIn(locker)).toEqual({ password: '918273' })
    const kept = await api.ctx.db
      .selectFrom('locker_devices')
      .select(['devices', 'secrets'])
      .where('locker_id', '=', uuidOf(locker))
      .execute()
    const activity = await activityOf(locker)
    expect(activity.join()).toContain('secretsSet')
    const everything = [told, kept, await machines.itemOf(locker, 'devices'), activity, logged]
    expect(JSON.stringify(everything)).not.toContain('918273')
  }) // prettier-ignore

  test('stays when it is left out, is renewed, and goes with null', async () => {
    const { locker } = await aLocker()
    await set(locker, 0, only({ terminal: zvt({ password: '111111' }) }))
    await set(locker, 1, only({ terminal: { ...zvt(), currency: 'CHF' } }))
    expect(await secretsIn(locker)).toEqual({ password: '111111' })
    await set(locker, 2, only({ terminal: zvt({ password: '222222' }) }))
    expect(await secretsIn(locker)).toEqual({ password: '222222' })
    expect((await activityOf(locker)).join()).toContain('secretsRenewed')
    const told = await set(locker, 3, only({ terminal: zvt({ password: null }) }))
    expect(told.secretsSet).toEqual([])
    expect((await itemOf(locker)).sealed).toBeNull()
  })

  test('of one terminal is not that of another model', async () => {
    const { locker } = await aLocker()
    await set(locker, 0, only({ terminal: zvt({ password: '111111' }) }))
    const other = { ...zvt(), model: 'generic-json' }
    expect((await set(locker, 1, only({ terminal: other }))).secretsSet).toEqual([])
    expect((await set(locker, 2, only({ terminal: zvt() }))).secretsSet).toEqual([])
  })
})

describe('the activity', () => {
  test('says which device was added, changed and taken away, and nothing of the others', async () => {
    const { locker } = await aLocker()
    const scanner = {
      id: 'label',
      side: 'front' as const,
      line: { kind: 'serial' as const, path: '/dev/ttyACM0' },
      suffix: 'tab' as const,
    }
    await set(locker, 0, only({ sensors: [air], scanners: [scanner] }))
    await set(locker, 1, only({ sensors: [{ ...air, address: 2 }], scanners: [scanner] }))
    const last = must((await activityOf(locker)).at(-1), 'an entry')
    expect(last).toContain('sensor air')
    expect(last).not.toContain('scanner label')
  })
})

describe('copying', () => {
  test('gives others the same, to the cells of the same name, and says of each what became of it', async () => {
    const [from, one, two, bare] = await Promise.all([
      aLocker(),
      aLocker(),
      aLocker(false),
      aLocker(),
    ])
    const name = must(from.cells[1], 'a cell').name
    const cellOf = ({ cells }: typeof from) => must(cells.find((each) => each.name === name), name).id
    await set(
      from.locker,
      0,
      only({
        terminal: zvt({ password: '454545' }),
        loads: [{ id: 'plug', kind: 'socket', board: 'r', channel: 2, cell: cellOf(from) }],
      }),
    )
    const to = [one.locker, two.locker, bare.locker]
    const copy = () =>
      api.call(api.operator, copyDevices, { params: { locker: from.locker }, body: { to } })
    const { results } = await copy()
    expect(new Map(results.map(({ locker, outcome }) => [locker, outcome]))).toEqual(
      new Map([
        [one.locker, 'copied'],
        [two.locker, 'refused'],
        [bare.locker, 'copied'],
      ]),
    )
    expect(results.find(({ locker }) => locker === two.locker)?.problems).toMatchObject([
      { pointer: '/loads/0/board', code: 'unknown' },
    ])
    expect((await read(one.locker)).devices.loads[0]?.cell).toBe(cellOf(one))
    expect(await secretsIn(one.locker)).toEqual({ password: '454545' })
    expect((await read(two.locker)).version).toBe(0)
    const again = (await copy()).results.map(({ outcome }) => outcome)
    expect(again.sort()).toEqual(['refused', 'unchanged', 'unchanged'])
  }) // prettier-ignore

  test('of nothing, to itself or to a locker that is not there is refused', async () => {
    const [from, to] = await Promise.all([aLocker(), aLocker()])
    const copy = (target: LockerId) =>
      api.ask(api.operator, copyDevices, {
        params: { locker: from.locker },
        body: { to: [target] },
      })
    expect((await copy(to.locker)).status).toBe(409)
    await set(from.locker, 0, only({ sensors: [air] }))
    expect(await copy(from.locker)).toMatchObject({ body: { errors: [{ pointer: '/to/0' }] } })
    const nobody = 'lck_00000000000000000000000009' as LockerId
    expect(await copy(nobody)).toMatchObject({ body: { errors: [{ pointer: '/to' }] } })
  })
})
