import type { DeviceConfig, LoadConfig } from '@cubby/drivers/device-config/device-shape'
import type { LockerHardware } from '@cubby/drivers/locker-hardware'
import type { LoadState } from '@cubby/drivers/switches/switched-load'
import type { LockerState } from '@cubby/domain/kernel/state'
import { minuteOfWeek } from '@cubby/domain/machine/weekly-clock'
import { AppError } from '@cubby/kit/app-error'
import type { Clock, Instant } from '@cubby/kit/clock'
import type { Logger } from 'pino'
import type { Faults } from '../faults.ts'
import { Kept } from '../kept.ts'
import { LoadKeeper, loadPart } from './load-keeper.ts'
import type { Readings } from '../readings.ts'
import { isWanted, type LoadSurroundings } from './wanted-load.ts'

export type LoadsOptions = {
  clock: Clock
  log: Logger
  faults: Faults
  readings: Readings
  /** The boards as they are wired now; null until that is known. */
  hardware: () => LockerHardware | null
  state: () => LockerState
  now: () => Instant
  /** The clock of the place; null: UTC. */
  timeZone: () => string | null
  isAttended: () => boolean
  onChange: () => void
}

export type LoadTold = { id: string; kind: LoadConfig['kind']; state: LoadState }

const powerPart = 'power'
const dayMinutes = 1_440

/** The lights, heaters and sockets of one machine, and what decides over them. */
export class Loads implements AsyncDisposable {
  readonly #options: LoadsOptions
  readonly #kept: Kept<LoadConfig, LoadKeeper>
  readonly #unlisten: () => void
  #supplies: readonly string[] = []
  #isShedding = false

  constructor(options: LoadsOptions) {
    this.#options = options
    const deps = {
      ...options,
      output: (board: string, channel: number) => this.#output(board, channel),
      isWanted: (load: LoadConfig, isOn: boolean) => isWanted(load, isOn, this.#surroundings()),
    }
    this.#kept = new Kept((_name, load) => new LoadKeeper(load, deps))
    this.#unlisten = options.readings.onReading(() => this.look())
  }

  /** Lets go of what is not wanted any more, switched off. */
  close(wanted: ReadonlyMap<string, LoadConfig>): Promise<void> {
    return this.#kept.close(wanted)
  }

  /** Takes hold of what is wanted, and of the power supplies among the sensors, whose word all of it obeys. */
  open(wanted: ReadonlyMap<string, LoadConfig>, sensors: DeviceConfig['sensors']) {
    this.#supplies = sensors.flatMap(({ id, model }) => (model === 'nut-ups' ? [id] : []))
    this.#kept.open(wanted)
    this.#options.faults.keepOnly('load ', Array.from(wanted.keys(), loadPart))
    this.look()
  }

  /** What decides may have changed. */
  look() {
    this.#lookAtPower()
    for (const load of this.#kept.all()) load.look()
  }

  /** The boards were opened anew, and have let go of everything. */
  boardsChanged() {
    for (const load of this.#kept.all()) load.boardsChanged()
  }

  /** The battery is nearly empty, and everything is off that is not a lock. */
  get isShedding() {
    return this.#isShedding
  }

  has(load: string): boolean {
    return this.#kept.get(load) !== undefined
  }

  told(): LoadTold[] {
    return this.#kept.all().map(({ config: { id, kind }, state }) => ({ id, kind, state }))
  }

  async [Symbol.asyncDispose]() {
    this.#unlisten()
    await this.#kept[Symbol.asyncDispose]()
  }

  #output(board: string, channel: number) {
    const hardware = this.#options.hardware()
    if (!hardware?.output) throw new AppError('not-found', 'the boards are not known yet')
    return hardware.output(board, channel)
  }

  #surroundings(): LoadSurroundings {
    const { readings, state, now, timeZone } = this.#options
    return {
      isShedding: this.#isShedding,
      isAttended: this.#options.isAttended(),
      minuteOfDay: minuteOfWeek(now(), timeZone() ?? 'UTC') % dayMinutes,
      isOccupied: (cell) => state().cells[cell]?.use.kind === 'occupied',
      temperature: (sensor) => readings.value(sensor, 'temperature'),
    }
  }

  /** A supply that has become silent has not filled its battery: what it said last holds. */
  #lookAtPower() {
    const { readings, faults } = this.#options
    const says = this.#supplies.map((id) => readings.last(id)?.reading['battery-low'] ?? null)
    if (says.includes(1)) this.#isShedding = true
    else if (says.every((low) => low === 0)) this.#isShedding = false
    const detail = 'the battery is nearly empty: lights, heaters and sockets are off'
    faults.tell(powerPart, this.#isShedding ? { code: 'power/battery-low', detail } : null)
  }
}
