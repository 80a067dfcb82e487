import type { EntryBody } from '@cubby/domain/journal/entries'
import { checkDeviceConfig } from '@cubby/drivers/device-config/read-device-config'
import { startEmulatedSensors } from '@cubby/drivers/sensors/emulator/emulated-sensors'
import { realClock as clock } from '@cubby/keys/real-clock'
import { edgeLogger } from '../logger.ts'
import { expect, test } from 'vitest'
import { watchSensors } from './watch-sensors.ts'

test('mains that fail are recorded as a fault of the machine, once', async () => {
  await using emulated = await startEmulatedSensors({ clock })
  emulated.cutMains(50)
  const { sensors: config } = checkDeviceConfig({
    version: 1,
    buses: [],
    doors: [],
    sensors: [
      {
        id: 'power',
        model: 'nut-ups',
        ups: 'main',
        port: emulated.ports.power,
        thresholds: [{ measure: 'on-mains', least: 1, readings: 1 }],
      },
    ],
  })
  const recorded = Promise.withResolvers<readonly EntryBody[]>()
  await using _sensors = await watchSensors(config, {
    clock,
    log: edgeLogger({ level: 'silent' }),
    record: recorded.resolve,
  })
  expect(await recorded.promise).toEqual([
    {
      type: 'device.fault',
      part: 'sensor power',
      code: 'sensor/too-low',
      detail: 'on-mains is too low',
    },
  ])
})
