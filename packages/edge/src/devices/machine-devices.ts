import type { DeviceConfig, SensorConfig } from '@cubby/drivers/device-config/device-shape'
import type { PaymentTerminal } from '@cubby/drivers/terminals/payment-terminal'
import { openScanner, type ScannerConfig } from '@cubby/drivers/scanners/scanner'
import { AppError } from '@cubby/kit/app-error'
import { Attention } from './loads/attention.ts'
import { Kept } from './kept.ts'
import { Loads, type LoadsOptions, type LoadTold } from './loads/loads.ts'
import {
  type PrinterConfig,
  PrinterKeeper,
  printerPart,
  type PrinterState,
} from './printing/printer-keeper.ts'
import { Readings } from './readings.ts'
import { groupsOf, SensorGroup, sensorPart } from './sensor-group.ts'
import {
  type TerminalConfig,
  type TerminalDeps,
  TerminalKeeper,
  terminalPart,
  type TerminalTold,
} from './terminal-keeper.ts'

/** All devices beside the boards of the locks, as the configuration of a machine names them; what it leaves out is not there. */
export type DevicesNamed = Partial<Pick<DeviceConfig, 'sensors' | 'loads'>> & {
  scanners?: readonly NamedScanner[]
  printer?: PrinterConfig | undefined
  terminal?: TerminalConfig | undefined
}
export type NamedScanner = ScannerConfig & { id: string }

export type Scanned = { text: string; side: ScannerConfig['side'] }

export type MachineDevicesOptions = Pick<
  LoadsOptions,
  'clock' | 'log' | 'faults' | 'hardware' | 'state' | 'now' | 'timeZone' | 'onChange'
> &
  Pick<TerminalDeps, 'ids' | 'disk'> & {
    onScan: (scanned: Scanned) => void
  }

/** How the devices are, for whoever looks after the machine. */
export type DevicesTold = {
  loads: readonly LoadTold[]
  isShedding: boolean
  printer: PrinterState | null
  terminal: TerminalTold | null
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
  readonly #loads: Loads
  readonly #terminals: Kept<TerminalConfig, TerminalKeeper>
  readonly #printers: Kept<PrinterConfig, PrinterKeeper>
  readonly #attention: Attention
  #changing: Promise<void> = Promise.resolve()
  #isClosed = false

  constructor(options: MachineDevicesOptions) {
    const { clock } = options
    this.#options = options
    this.readings = new Readings(clock)
    this.#scanners = new Kept((_name, config) => this.#openScanner(config))
    this.#attention = new Attention(clock, options.state)
    const isAttended = this.#attention.isThere
    const deps = { ...options, isAttended, readings: this.readings }
    this.#sensors = new Kept((_name, config) => new SensorGroup(config, deps))
    this.#loads = new Loads(deps)
    this.#printers = new Kept((_name, config) => new PrinterKeeper(config, deps))
    this.#terminals = new Kept((_name, config) => new TerminalKeeper(config, deps))
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

  /** Somebody is at the machine: what they see by is switched on. */
  attended() {
    this.#attention.notice()
    this.look()
  }

  /** The payment terminal for whoever sells; null while none is named. Each configuration may bring another one. */
  get terminal(): PaymentTerminal | null {
    return this.#terminal?.terminal ?? null
  }

  /** Something happened at the machine that may decide over what it switches. */
  look() {
    this.#loads.look()
  }

  /** The boards were opened anew. */
  boardsChanged() {
    this.#loads.boardsChanged()
  }

  /** The printer; null while none is named. */
  get printer(): PrinterKeeper | null {
    return this.#printers.get(printerPart) ?? null
  }

  told(): DevicesTold {
    const { isShedding } = this.#loads
    return {
      loads: this.#loads.told(),
      isShedding,
      printer: this.printer?.state ?? null,
      terminal: this.#terminal?.told() ?? null,
    }
  }

  get #terminal() {
    return this.#terminals.get(terminalPart)
  }

  async [Symbol.asyncDispose]() {
    this.#isClosed = true
    await this.#changing
    // What is wrong stays so: nobody has taken a device away.
    await this.#close(nothingNamed)
    await this.#loads[Symbol.asyncDispose]()
  }

  async #use(config: DevicesNamed) {
    if (this.#isClosed) return
    const { faults, log } = this.#options
    const { scanners = [], sensors = [] } = config
    const named = namedIn(config)
    try {
      // A port may go from one kind of device to another: everything lets go before anything takes hold.
      await this.#close(named)
      this.#scanners.open(named.scanners)
      this.#sensors.open(named.sensors)
      this.#loads.open(named.loads, sensors)
      this.#printers.open(named.printers)
      if (named.printers.size === 0) faults.keepOnly(printerPart, [])
      this.#openTerminal(named.terminals)
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

  async #close(named: Named) {
    await Promise.all([
      this.#scanners.close(named.scanners),
      this.#sensors.close(named.sensors),
      this.#loads.close(named.loads),
      this.#printers.close(named.printers),
      this.#terminals.close(named.terminals),
    ])
  }

  #openTerminal(wanted: ReadonlyMap<string, TerminalConfig>) {
    const { faults } = this.#options
    if (wanted.size === 0) faults.keepOnly(terminalPart, [])
    try {
      this.#terminals.open(wanted)
      faults.tell(terminalPart, null, 'setting')
    } catch (error) {
      const detail = error instanceof AppError ? error.message.slice(0, 300) : 'it cannot be opened'
      faults.tell(terminalPart, { code: 'terminal/mis-set', detail }, 'setting')
    }
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

type Named = ReturnType<typeof namedIn>

/** By name, as they are kept. */
const namedIn = ({ scanners = [], sensors = [], loads = [], printer, terminal }: DevicesNamed) => ({
  scanners: byId(scanners),
  sensors: groupsOf(sensors),
  loads: byId(loads),
  printers: new Map(printer ? [[printerPart, printer] as const] : []),
  terminals: new Map(terminal ? [[terminalPart, terminal] as const] : []),
})

const byId = <T extends { id: string }>(all: readonly T[]) =>
  new Map(all.map((each) => [each.id, each]))

const nothingNamed = namedIn({})
