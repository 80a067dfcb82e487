import type { EntryBody } from '@cubby/domain/journal/entries'
import { evolveFaults } from '@cubby/domain/kernel/faults'
import type { LockerState } from '@cubby/domain/kernel/state'
import { devicesItem, type DevicesItem } from '@cubby/domain/machine/devices/devices'
import type { Wiring } from '@cubby/domain/machine/wiring'
import { sealForLocker } from '@cubby/keys/locker-seal'
import { realClock as clock } from '@cubby/keys/real-clock'
import { must } from '@cubby/kit/assert'
import { seconds } from '@cubby/kit/clock'
import type { LockerId } from '@cubby/kit/ids'
import { edgeWorld } from '@cubby/testing/edge/edge-world'
import { describe, expect, test } from 'vitest'
import { edgeLogger } from '../logger.ts'
import { DevicesKeeper } from './devices-keeper.ts'
import { Faults } from './faults.ts'
import type { DevicesNamed } from './machine-devices.ts'

const locker = 'lck_00000000000000000000000001' as LockerId
const lockerKey = 'a'.repeat(64)
const wiring: Wiring = {
  buses: [
    {
      id: 'relays',
      line: { kind: 'tcp', host: '10.0.0.7', port: 5_000 },
      boards: [
        { id: 'r', model: 'waveshare-relay-8d', address: 1, doorContact: 'closed-is-0' },
        { id: 'a', model: 'kerong-cu16', address: 2, doorContact: 'closed-is-1' },
      ],
    },
  ],
  doors: [],
}
const light = (id: string, board: string) => ({ id, kind: 'light' as const, board, channel: 1 })
const item = (version: number, devices: object, sealed: string | null = null): DevicesItem =>
  devicesItem.parse({ version, devices, sealed })

/** A machine that remembers on its disk, with what became of its devices. */
function aMachine(over: { isWritten?: boolean; own?: DevicesNamed } = {}) {
  const disk = new Map<string, string>()
  const said: string[] = []
  const used: DevicesNamed[] = []
  const known: { devices: DevicesItem | null; wiring: Wiring | null } = { devices: null, wiring }
  let state: LockerState['faults']
  const record = (bodies: readonly EntryBody[]) => {
    for (const body of bodies) {
      if (body.type === 'device.fault' || body.type === 'device.recovered')
        state = evolveFaults(state, clock.now(), body)
      if (body.type === 'device.fault') said.push(`${body.part} ${body.code}`)
      if (body.type === 'device.configured') said.push(`goes by ${body.version ?? 'a file'}`)
    }
  }
  const log = edgeLogger({ level: 'silent' })
  const keeper = () =>
    new DevicesKeeper({
      disk: { meta: (key) => disk.get(key) ?? null, setMeta: (key, text) => void disk.set(key, text) },
      directory: known,
      enrolled: () => ({ locker, lockerKey, directoryKey: lockerKey, signingKeys: {} }),
      wiring: () => known.wiring,
      devices: { use: async (named) => void used.push(named ?? {}) },
      faults: new Faults({ clock, log, record, state: () => ({ faults: state }) }),
      record,
      log,
      own: over.own ?? {},
      isWritten: over.isWritten ?? false,
    }) // prettier-ignore
  return { keeper, known, said, used }
}

describe('the devices that a machine goes by', () => {
  test('are those of the feed, told once for each version, also across a start', async () => {
    const machine = aMachine()
    const keeper = machine.keeper()
    await keeper.look()
    expect(machine.said).toEqual([])
    machine.known.devices = item(1, { loads: [light('sign', 'r')] })
    await keeper.look()
    await keeper.look()
    expect(machine.used).toEqual([{}, { scanners: [], sensors: [], loads: [light('sign', 'r')] }])
    await machine.keeper().look()
    machine.known.devices = item(2, {})
    await keeper.look()
    expect(machine.said).toEqual(['goes by 1', 'goes by 2'])
  })

  test('are those of a file where there is one, and it says so', async () => {
    const own = { loads: [light('own', 'r')] }
    const machine = aMachine({ isWritten: true, own })
    machine.known.devices = item(1, { loads: [light('sign', 'r')] })
    await machine.keeper().look()
    expect(machine.used).toEqual([own])
    expect(machine.said).toEqual(['goes by a file'])
  })

  test('are joined by the readers that it brings along', async () => {
    const line = { kind: 'tcp', host: '127.0.0.1', port: 1 } as const
    const reader = { id: 'own', line, side: 'front', suffix: 'line-end' } as const
    const machine = aMachine({ own: { scanners: [reader] } })
    machine.known.devices = item(1, { scanners: [{ ...reader, id: 'told' }] })
    await machine.keeper().look()
    expect(machine.used[0]?.scanners?.map(({ id }) => id)).toEqual(['own', 'told'])
  })

  test('are without one that cannot be so, which is a fault until the boards fit', async () => {
    const machine = aMachine()
    const keeper = machine.keeper()
    machine.known.devices = item(1, { loads: [light('sign', 'r'), light('lost', 'a')] })
    await keeper.look()
    expect(machine.used[0]?.loads?.map(({ id }) => id)).toEqual(['sign'])
    expect(machine.said).toEqual(['load lost configuration/not-allowed', 'goes by 1'])
    const relays = must(wiring.buses[0], 'a bus')
    const both = relays.boards.map((board) => ({ ...board, model: 'waveshare-relay-8d' }))
    machine.known.wiring = { buses: [{ ...relays, boards: both }], doors: [] }
    await keeper.look()
    expect(machine.used[1]?.loads?.map(({ id }) => id)).toEqual(['sign', 'lost'])
  })

  test('have the secrets that were sealed for this machine, and no others', async () => {
    const machine = aMachine()
    const keeper = machine.keeper()
    const link = { kind: 'tcp', host: '10.0.0.9', port: 20_007 }
    const terminal = { model: 'zvt', currency: 'EUR', link, settings: { configByte: 'BE' } }
    const sealed = (to: string) => sealForLocker(lockerKey, to, '{"password":"123456"}')
    machine.known.devices = item(1, { terminal }, sealed(locker))
    await keeper.look()
    expect(machine.used[0]?.terminal?.settings).toEqual({ configByte: 'BE', password: '123456' })
    machine.known.devices = item(2, { terminal }, sealed('lck_00000000000000000000000002'))
    await keeper.look()
    expect(machine.used[1]?.terminal).toBeUndefined()
    expect(machine.said).toContain('terminal configuration/sealed')
  })
})

test('a running locker takes the devices of its feed, and knows them after a start without a server', async () => {
  await using world = await edgeWorld('devices')
  world.announceMachine()
  await world.start()
  await world.sync()
  const load = { id: 'sign', kind: 'light', board: 'nowhere', channel: 1 }
  world.server.write(world.server.ownStream, [
    { key: 'devices', body: { version: 1, devices: { loads: [load] }, sealed: null } },
  ])
  await world.sync()
  await world.wait(seconds(1))
  const said = () =>
    world.entries().flatMap(({ body }) => {
      if (body.type === 'device.configured') return [`goes by ${body.version}`]
      return body.type === 'device.fault' ? [`${body.part} ${body.code}`] : []
    })
  expect(said()).toEqual(['load sign configuration/unwired', 'goes by 1'])
  await world.edge().stop()
  await world.start()
  await world.wait(seconds(1))
  expect(said()).toEqual(['load sign configuration/unwired', 'goes by 1'])
})
