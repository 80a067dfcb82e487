import { realClock as clock } from '@cubby/keys/real-clock'
import { expect, test } from 'vitest'
import { startEmulatedSensors } from '../sensors/emulator/emulated-sensors.ts'
import { openSensors } from './open-sensors.ts'
import { checkDeviceConfig } from './read-device-config.ts'

test('the sensors of a configuration are read, and one that is away keeps no other waiting', async () => {
  await using emulated = await startEmulatedSensors({ clock })
  emulated.setClimate(1, { temperature: 4, humidity: 50 })
  const { climate, power } = emulated.ports
  const { sensors: config } = checkDeviceConfig({
    version: 1,
    buses: [],
    doors: [],
    sensors: [
      {
        id: 'air',
        model: 'xy-md02',
        line: { kind: 'tcp', host: '127.0.0.1', port: climate },
        address: 1,
      },
      { id: 'power', model: 'nut-ups', ups: 'main', port: power },
      { id: 'back', model: 'ds18b20', device: '28-000000000000' },
      { id: 'modem', model: 'modem-manager', modem: 'any' },
    ],
  })
  await using sensors = await openSensors(config, {
    clock,
    oneWireDevices: '/nowhere',
    mmcli: '/nowhere/mmcli',
  })
  const heard = await Promise.all(config.map(({ id }) => sensors.read(id)))
  const bySensor = Object.fromEntries(heard.map((news) => [news.sensor, news.reading ?? news.code]))
  expect(bySensor).toEqual({
    air: { temperature: 4, humidity: 50 },
    power: { 'on-mains': 1, 'battery-charge': 100, 'battery-runtime': 3_600 },
    back: 'board/no-answer',
    modem: 'board/no-answer',
  })
  emulated.cutMains(10)
  expect((await sensors.read('power')).reading).toEqual({
    'on-mains': 0,
    'battery-charge': 10,
    'battery-runtime': 360,
  })
  expect((await sensors.read('nothing')).code).toBe('not-found')
})
