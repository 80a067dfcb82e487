import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import type { EntryBody } from '@cubby/domain/journal/entries'
import { evolveFaults } from '@cubby/domain/kernel/faults'
import { freshLocker, type LockerState } from '@cubby/domain/kernel/state'
import { deviceConfig } from '@cubby/drivers/device-config/device-shape'
import { startEmulatedSensors } from '@cubby/drivers/sensors/emulator/emulated-sensors'
import { realClock as clock, realIds } from '@cubby/keys/real-clock'
import { must } from '@cubby/kit/assert'
import { millis } from '@cubby/kit/clock'
import { describe, expect, test } from 'vitest'
import { edgeLogger } from '../logger.ts'
import { SqliteDisk } from '../store/sqlite-disk.ts'
import { Faults } from './faults.ts'
import { type DevicesNamed, MachineDevices } from './machine-devices.ts'

/** Waits for what comes, without a clock. */
class Heard<T> {
  readonly all: T[] = []
  #listeners: (() => void)[] = []

  add(each: T) {
    this.all.push(each)
    for (const listener of this.#listeners.splice(0)) listener()
  }

  async until(holds: (all: readonly T[]) => boolean) {
    while (!holds(this.all)) await new Promise<void>((resolve) => this.#listeners.push(resolve))
  }
}

function aMachine() {
  const faultsTold = new Heard<string>()
  const scans = new Heard<string>()
  let kept: LockerState['faults']
  const record = (bodies: readonly EntryBody[]) => {
    for (const body of bodies) {
      if (body.type !== 'device.fault' && body.type !== 'device.recovered') continue
      kept = evolveFaults(kept, clock.now(), body)
      faultsTold.add(`${body.type === 'device.fault' ? '-' : '+'} ${body.part} ${body.code}`)
    }
  }
  const log = edgeLogger({ level: 'silent' })
  const faults = new Faults({
    clock,
    log,
    record,
    state: () => ({ faults: kept }),
    endsAfter: millis(1),
  })
  const onScan = ({ text, side }: { text: string; side: string }) => scans.add(`${side} ${text}`)
  const devices = new MachineDevices({
    clock,
    log,
    faults,
    onScan,
    hardware: () => null,
    state: () => freshLocker,
    now: () => clock.now(),
    timeZone: () => null,
    onChange: () => {},
    ids: realIds,
    disk: new SqliteDisk({ path: ':memory:' }),
  })
  return { devices, faultsTold, scans }
}

/** A code reader on a port of the network. */
async function aReader(port = 0) {
  const sockets = new Heard<Socket>()
  const server = createServer((socket) => sockets.add(socket.on('error', () => {})))
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const at = (server.address() as AddressInfo).port
  return {
    port: at,
    sockets,
    line: { kind: 'tcp' as const, host: '127.0.0.1', port: at },
    [Symbol.asyncDispose]: async () => {
      server.close()
      for (const socket of sockets.all) socket.destroy()
      await once(server, 'close').catch(() => {})
    },
  }
}

const scanner = (id: string, line: { kind: 'tcp'; host: string; port: number }) =>
  ({ id, line, side: 'front', suffix: 'line-end' }) as const
const named = (more: object): DevicesNamed =>
  deviceConfig.parse({ version: 1, buses: [], doors: [], ...more })

describe('the devices of a machine', () => {
  test('are changed while they run: what stays is not touched, what goes lets its port go', async () => {
    await using front = await aReader()
    await using back = await aReader()
    const { devices, scans } = aMachine()
    await using _all = devices
    await devices.use({ scanners: [scanner('front', front.line), scanner('back', back.line)] })
    await front.sockets.until((all) => all.length === 1)
    await back.sockets.until((all) => all.length === 1)
    const closed = once(must(back.sockets.all[0], 'a connection'), 'close')
    await devices.use({ scanners: [scanner('front', front.line)] })
    await closed
    front.sockets.all[0]?.write('JD0146\r\n')
    await scans.until((all) => all.length === 1)
    expect(scans.all).toEqual(['front JD0146'])
    // The port of the one that is gone may belong to another device now.
    await devices.use({ scanners: [scanner('other', back.line), scanner('front', front.line)] })
    await back.sockets.until((all) => all.length === 2)
    expect(front.sockets.all).toHaveLength(1)
    const gone = once(must(front.sockets.all[0], 'a connection'), 'close')
    await devices.use(null)
    await gone
  })

  test('that are not there are faults, stop nobody, and work as soon as they come', async () => {
    const away = await aReader()
    await away[Symbol.asyncDispose]()
    const { devices, faultsTold, scans } = aMachine()
    await using _all = devices
    await devices.use({ scanners: [scanner('front', away.line)] })
    await faultsTold.until((all) => all.length === 1)
    expect(faultsTold.all).toEqual(['- scanner front scanner/not-there'])
    await using back = await aReader(away.port)
    await faultsTold.until((all) => all.length === 2)
    expect(faultsTold.all[1]).toBe('+ scanner front scanner/not-there')
    back.sockets.all[0]?.write('JD0147\r')
    await scans.until((all) => all.length === 1)
  })

  test('that were named by mistake take their faults with them', async () => {
    const away = await aReader()
    await away[Symbol.asyncDispose]()
    const { devices, faultsTold } = aMachine()
    await using _all = devices
    await devices.use({ scanners: [scanner('slip', away.line)] })
    await faultsTold.until((all) => all.length === 1)
    await devices.use({})
    expect(faultsTold.all[1]).toBe('+ scanner slip scanner/not-there')
  })

  test('tell what they measure, and mains that fail are a fault until they are back', async () => {
    await using emulated = await startEmulatedSensors({ clock })
    emulated.setClimate(1, { temperature: 4, humidity: 50 })
    emulated.cutMains(50)
    const { climate, power } = emulated.ports
    const { devices, faultsTold } = aMachine()
    await using _all = devices
    const air = { id: 'air', model: 'xy-md02', line: { kind: 'tcp', host: '127.0.0.1', port: climate }, address: 1 } // prettier-ignore
    const thresholds = [{ measure: 'on-mains', least: 1, readings: 1 }]
    const ups = { id: 'power', model: 'nut-ups', ups: 'main', port: power, thresholds }
    const read = new Heard<null>()
    devices.readings.onReading(() => read.add(null))
    await devices.use(named({ sensors: [air, ups] }))
    await read.until(({ length }) => length >= 2)
    expect(devices.readings.value('air', 'temperature')).toBe(4)
    expect(devices.readings.value('power', 'on-mains')).toBe(0)
    expect(devices.readings.value('power', 'temperature')).toBeNull()
    await faultsTold.until((all) => all.length === 1)
    expect(faultsTold.all).toEqual(['- sensor power sensor/too-low'])
    await devices.use(null)
    expect(devices.readings.value('air', 'temperature')).toBeNull()
  })
})
