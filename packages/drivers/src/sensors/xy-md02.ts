import { signed16 } from '../modbus/register-frames.ts'
import type { RegisterBus } from '../modbus/register-bus.ts'
import type { Sensor, SensorDefinition } from './define-sensor.ts'

const witness = 'Public programs that run with the sensor'
/** Both in one answer: temperature first, then humidity, in tenths. */
export const xyMd02Registers = { function: 4, register: 1, count: 2 } as const

export const xyMd02: SensorDefinition = {
  model: 'xy-md02',
  vendor: 'several',
  name: 'XY-MD02 (SHT20)',
  measures: ['temperature', 'humidity'],
  through: 'modbus',
  line: { baudRate: 9_600, dataBits: 8, parity: 'none', stopBits: 1 },
  addresses: { first: 1, last: 247 },
  wiring: 'RS-485: A to A, B to B. On a pair of wires of its own, not on that of the lock boards.',
  settings: [
    {
      text: 'Address 1 from the factory. Several on one pair of wires need addresses of their own first: set them one at a time with the tool of their seller.',
      source: witness,
    },
  ],
  caveats: [
    {
      text: 'Corrections and speed can be set in holding registers 0101 to 0104, we read; nobody has shown us, so we write none.',
      source: 'Hearsay',
    },
    {
      text: 'Measures the air of the housing. It stands where the air moves, not above the power supply.',
      source: 'Principle of the sensor',
    },
  ],
  confidence: 'running-board',
}

/** What the chip can measure: anything else is a broken sensor, not weather. */
const isPossible = { temperature: [-40, 125], humidity: [0, 100] } as const

/** The XY-MD02 with this address. A value that its chip cannot measure is unknown. */
export function xyMd02Sensor(bus: RegisterBus, address: number): Sensor {
  return {
    read: async () => {
      const values = await bus.read({ unit: address, ...xyMd02Registers })
      const [temperature = 0, humidity = 0] = values.map((value) => signed16(value) / 10)
      return {
        temperature: within(temperature, isPossible.temperature),
        humidity: within(humidity, isPossible.humidity),
      }
    },
  }
}

const within = (value: number, [least, most]: readonly [number, number]) =>
  value >= least && value <= most ? value : null
