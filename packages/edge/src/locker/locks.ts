import type { Layout } from '@cubby/domain/cells/layout'
import type { HardwareConfig } from '@cubby/drivers/hardware-config'
import { type LockerHardware, openHardware } from '@cubby/drivers/locker-hardware'
import type { Clock } from '@cubby/kit/clock'
import type { Logger } from 'pino'

/**
 * How the boards are wired: as its installer wrote it down, or as follows from the layout once that is known.
 * Or the locks themselves, for a machine whose doors are not on boards of ours.
 */
export type HardwareSource =
  | HardwareConfig
  | ((layout: Layout) => HardwareConfig)
  | { open: (layout: Layout) => LockerHardware | Promise<LockerHardware> }

/** The lock boards of this machine; none until it is known how they are wired. */
export class Locks implements AsyncDisposable {
  readonly #source: HardwareSource
  readonly #clock: Clock
  readonly #log: Logger
  #hardware: LockerHardware | null = null
  #wiredFor: Layout | null = null
  #changing: Promise<boolean> = Promise.resolve(false)

  constructor(options: { source: HardwareSource; clock: Clock; log: Logger }) {
    this.#source = options.source
    this.#clock = options.clock
    this.#log = options.log
  }

  get current() {
    return this.#hardware
  }

  /** Opens the boards, or others when the layout changed. True when what `current` gives is new. */
  open(layout: Layout | null): Promise<boolean> {
    // One change after another: two openings of one serial port would take each other's bytes.
    this.#changing = this.#changing.then(() => this.#open(layout))
    return this.#changing
  }

  async [Symbol.asyncDispose]() {
    await this.#changing
    await this.#hardware?.[Symbol.asyncDispose]()
    this.#hardware = null
  }

  async #open(layout: Layout | null): Promise<boolean> {
    const opening = this.#opening(layout)
    if (!opening) return false
    const before = this.#hardware
    this.#hardware = null
    await before?.[Symbol.asyncDispose]()
    this.#wiredFor = layout
    try {
      this.#hardware = await opening()
    } catch (error) {
      // A wrong wiring at the start ends the program; one that came with a layout must not stop the sync.
      if (isWritten(this.#source)) throw error
      this.#log.error({ err: error }, 'the layout cannot be wired')
    }
    return this.#hardware !== null
  }

  /** How to get the locks that are due; null while the present ones are right, or no layout says which. */
  #opening(layout: Layout | null): (() => LockerHardware | Promise<LockerHardware>) | null {
    const source = this.#source
    const deps = { clock: this.#clock }
    if (isWritten(source)) return this.#hardware === null ? () => openHardware(source, deps) : null
    if (layout === null || layout === this.#wiredFor) return null
    if (typeof source === 'object') return () => source.open(layout)
    const config = source(layout)
    return () => openHardware(config, deps)
  }
}

const isWritten = (source: HardwareSource): source is HardwareConfig =>
  typeof source === 'object' && !('open' in source)
