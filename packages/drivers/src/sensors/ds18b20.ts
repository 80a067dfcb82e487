import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '@cubby/kit/app-error'
import type { Sensor, SensorDefinition } from './define-sensor.ts'

const kernel = 'Linux kernel, w1_therm'

export const ds18b20: SensorDefinition = {
  model: 'ds18b20',
  vendor: 'Maxim and others',
  name: 'DS18B20',
  measures: ['temperature'],
  through: 'one-wire',
  wiring:
    'Three wires: 3.3 V, ground, data with 4.7 kΩ to 3.3 V. On the pin of the one-wire overlay of the computer (GPIO 4 of a Raspberry Pi).',
  settings: [
    {
      text: 'dtoverlay=w1-gpio in the boot configuration; then /sys/bus/w1/devices/28-… is the name of the sensor.',
      source: kernel,
    },
  ],
  caveats: [
    {
      text: 'A reading takes up to 752 ms, during which its bus does nothing else: one reader per bus.',
      source: kernel,
    },
    {
      text: '85 °C is what it says after its power came back and before it has measured. It counts as unknown, always.',
      source: 'Data sheet, power-on value',
    },
    {
      text: '-127 °C, a missing file and a reading without YES are a fault of the wires.',
      source: kernel,
    },
  ],
  confidence: 'official-document',
}

/** What one file of the kernel says, in degrees; null when it may not be believed: a wrong checksum, the power-on value, no reading. */
export function parseOneWire(text: string): number | null {
  const [first = '', second = ''] = text.slice(0, 1_000).split('\n')
  if (!/ crc=[0-9a-f]{2} YES\s*$/.test(first)) return null
  const milli = / t=(-?\d{1,6})\s*$/.exec(second)?.[1]
  if (milli === undefined) return null
  const value = Number(milli)
  // The chip measures from -55 to 125.
  if (value === 85_000 || value < -55_000 || value > 125_000) return null
  return value / 1_000
}

/** The sensor of this device name, `28-…`. Rejects with `board/no-answer` while the kernel has no such file. */
export function oneWireSensor(device: string, devices = '/sys/bus/w1/devices'): Sensor {
  return {
    read: async () => {
      const path = join(devices, device, 'w1_slave')
      try {
        return { temperature: parseOneWire(await readFile(path, 'utf8')) }
      } catch (cause) {
        throw new AppError('board/no-answer', `${path} cannot be read`, { cause })
      }
    },
  }
}
