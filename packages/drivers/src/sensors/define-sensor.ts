import type { Measure } from '@cubby/domain/machine/devices/device-models'
import type { LineSettings, Note } from '../define-board.ts'

/** One value of one measure; null: unknown, which is never the same as nought. */
export type SensorReading = Partial<Record<Measure, number | null>>

/** Measures when it is asked. Rejects rather than guess when nothing answered; a value it cannot vouch for is null. */
export interface Sensor {
  read(): Promise<SensorReading>
}

/** What is told where the sensor is chosen: how it is connected, what to set, what not to believe. */
export type SensorDefinition = {
  /** The name in configuration files: lower case, vendor or chip first. Never renamed. */
  model: string
  vendor: string
  name: string
  measures: readonly Measure[]
  /** What carries its answers. */
  through: 'modbus' | 'one-wire' | 'nut' | 'modem-manager'
  /** Of those on a serial line; the line belongs to them alone. */
  line?: Pick<LineSettings, 'baudRate' | 'dataBits' | 'parity' | 'stopBits'>
  /** Addresses on a bus. */
  addresses?: { first: number; last: number }
  wiring: string
  settings: readonly Note[]
  caveats: readonly Note[]
  confidence: 'official-document' | 'running-board' | 'hearsay'
}
