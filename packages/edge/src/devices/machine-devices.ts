import type { DeviceConfig, SensorConfig } from '@cubby/drivers/device-config/device-shape'
import { openScanner, type ScannerConfig } from '@cubby/drivers/scanners/scanner'
import type { Clock } from '@cubby/kit/clock'
import type { Logger } from 'pino'
import type { Faults } from './faults.ts'
import { Kept } from './kept.ts'
import { Readings } from './readings.ts'
import { groupsOf, SensorGroup, sensorPart } from './sensor-group.ts'

/** All devices beside the boards of the locks, as the configuration of a machine names them; what it leaves out is not there. */
export type DevicesNamed = Partial<
  Pick<DeviceConfig, 'sensors' | 'loads' | 'printer' | 'terminal'>
> & { scanners?: readonly NamedScanner[] }
export type NamedScanner = ScannerConfig & { id: string }

export type Scanned = { text: string; side: ScannerConfig['side'] }

export type MachineDevicesOptions = {
  clock: Clock
  log: Logger
  faults: Faults
  onScan: (scanned: Scanned) => void
}

const scannerPart = (scanner: string) => `scanner ${scanner}`

/**
 * Everything that hangs on the computer of a locker beside the locks. A device that is missing, unplugged or wrongly set stops nothing:
 * it is a fault of the machine, and is tried again for ever.
 */
export class MachineDevices implements AsyncDisposable {
  readonly readings: Readings
  readonly #options: MachineDevicesOptions
  readonly #scanners: Kept<NamedScanner, AsyncDisposable>
  readonly #sensors: Kept<readonly SensorConfig[], SensorGroup>
  #changing: Promise<void> = Promise.resolve()
  #isClosed = false

  constructor(options: MachineDevicesOptions) {
    const { clock } = options
    this.#options = options
    this.readings = new Readings(clock)
    this.#scanners = new Kept((_name, config) => this.#openScanner(config))
    const deps = { ...options, readings: this.readings }
    this.#sensors = new Kept((_name, config) => new SensorGroup(config, deps))
  }

  /**
   * Opens what is named, closes what is not named any more, and lets run what stays as it was; null names nothing. May be called at any
   * time: one change is made after another, the last one holds. Resolves when what is to go is closed and what is to come is being opened;
   * never rejects.
   */
  use(config: DevicesNamed | null): Promise<void> {
    this.#changing = this.#changing.then(() => this.#use(config ?? {}))
    return this.#changing
  }

  async [Symbol.asyncDispose]() {
    await this.use(null)
    this.#isClosed = true
  }

  async #use({ scanners = [], sensors = [] }: DevicesNamed) {
    if (this.#isClosed) return
    const { faults, log } = this.#options
    const named = { scanners: byId(scanners), sensors: groupsOf(sensors) }
    try {
      // A port may go from one kind of device to another: everything lets go before anything takes hold.
      await Promise.all([this.#scanners.close(named.scanners), this.#sensors.close(named.sensors)])
      this.#scanners.open(named.scanners)
      this.#sensors.open(named.sensors)
    } catch (error) {
      log.error({ err: error }, 'devices cannot be changed')
    }
    faults.keepOnly(
      'scanner ',
      scanners.map(({ id }) => scannerPart(id)),
    )
    faults.keepOnly(
      'sensor ',
      sensors.map(({ id }) => sensorPart(id)),
    )
  }

  #openScanner(config: NamedScanner): AsyncDisposable {
    const { clock, faults, onScan } = this.#options
    const { id, side } = config
    return openScanner(config, {
      clock,
      onScan: (text) => onScan({ text, side }),
      onPort: (isOpen) => {
        const fault = { code: 'scanner/not-there', detail: 'its port cannot be opened' }
        faults.tell(scannerPart(id), isOpen ? null : fault)
      },
    })
  }
}

const byId = <T extends { id: string }>(all: readonly T[]) =>
  new Map(all.map((each) => [each.id, each]))
