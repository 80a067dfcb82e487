import type { Layout, Side } from '@cubby/domain/cells/layout'
import type { Wiring } from '@cubby/domain/machine/wiring'
import type { HardwareConfig } from '@cubby/drivers/hardware-config'
import { type LockerHardware, openHardware } from '@cubby/drivers/locker-hardware'
import { AppError } from '@cubby/kit/app-error'
import type { Clock } from '@cubby/kit/clock'
import type { CellId } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import type { Logger } from 'pino'

/**
 * How the boards are wired: as its installer wrote it down on the machine, as the feed says, or as follows from the layout once
 * that is known. Or the locks themselves, for a machine whose doors are not on boards of ours.
 */
export type HardwareSource =
  | HardwareConfig
  | { fromFeed: (wiring: Wiring) => HardwareConfig }
  | ((layout: Layout) => HardwareConfig)
  | { open: (layout: Layout) => LockerHardware | Promise<LockerHardware> }

/** What the locks follow from: the cells of the machine, and the wires to them where the feed names them. */
export type MachineKnown = { layout: Layout | null; wiring: Wiring | null }

type Opening = { due: string; open: () => LockerHardware | Promise<LockerHardware> }

/** The lock boards of this machine; none until it is known how they are wired. */
export class Locks implements AsyncDisposable {
  readonly #source: HardwareSource
  readonly #clock: Clock
  readonly #log: Logger
  readonly #onPush: () => void
  #hardware: LockerHardware | null = null
  /** What the present ones were opened for. */
  #openedFor: string | null = null
  #changing: Promise<boolean> = Promise.resolve(false)
  #changes = 0
  readonly #pulses = new Set<Promise<void>>()
  #saidWritten = false
  #pulsedAt = -Infinity
  /** Until then a coil may be hot from before a change: the boards that knew of it are gone. */
  #coolAt = -Infinity

  constructor(options: {
    source: HardwareSource
    clock: Clock
    log: Logger
    /** A board told of a door by itself: a reason to look. */
    onPush?: () => void
  }) {
    this.#onPush = options.onPush ?? (() => {})
    this.#source = options.source
    this.#clock = options.clock
    this.#log = options.log
  }

  get current() {
    return this.#hardware
  }

  /** Opens the boards, or others when what they follow from has changed. True when what `current` gives is new. */
  open(known: MachineKnown): Promise<boolean> {
    // One change after another: two openings of one serial port would take each other's bytes.
    this.#changes++
    this.#changing = this.#changing
      .then(() => this.#open(known))
      .finally(() => void this.#changes--)
    return this.#changing
  }

  /**
   * As `LockerHardware.pulse`, across a change of the wiring: what is on its way reaches the boards before they are let go, and
   * what comes meanwhile goes by the new wires. No pulse is lost, none is sent twice.
   */
  async pulse(cell: CellId, side: Side): Promise<void> {
    if (this.#changes > 0) await this.#changing
    const hardware = this.#hardware
    if (!hardware) throw new AppError('not-found', 'no lock boards are set up yet')
    const now = this.#clock.monotonic()
    if (now < this.#coolAt)
      throw new AppError('board/cooling-down', 'the wiring has just changed', {
        extra: { retryAfterMs: this.#coolAt - now },
      })
    this.#pulsedAt = now
    const pulse = hardware.pulse(cell, side)
    this.#pulses.add(pulse)
    try {
      await pulse
    } finally {
      this.#pulses.delete(pulse)
    }
  }

  async [Symbol.asyncDispose]() {
    await this.#changing
    await this.#hardware?.[Symbol.asyncDispose]()
    this.#hardware = null
  }

  async #open(known: MachineKnown): Promise<boolean> {
    if (known.wiring && isWritten(this.#source) && !this.#saidWritten) {
      this.#saidWritten = true
      this.#log.info(
        'a file on this machine says how it is wired; the wiring of the feed is not used',
      )
    }
    const opening = this.#opening(known)
    if (!opening || opening.due === this.#openedFor) return false
    const before = this.#hardware
    await Promise.allSettled(this.#pulses)
    this.#hardware = null
    if (before) this.#coolAt = this.#pulsedAt + limits.pulseGapPerCell
    await before?.[Symbol.asyncDispose]()
    this.#openedFor = opening.due
    try {
      this.#hardware = await opening.open()
      this.#hardware.onPush?.(this.#onPush)
    } catch (error) {
      // A wrong wiring at the start ends the program; one that came with the feed must not stop the sync.
      if (isWritten(this.#source)) throw error
      this.#log.error({ err: error }, 'the machine cannot be wired')
    }
    return this.#hardware !== null
  }

  /** How to get the locks that are due; null while nothing says which. */
  #opening({ layout, wiring }: MachineKnown): Opening | null {
    const source = this.#source
    const deps = { clock: this.#clock }
    if (isWritten(source)) return { due: 'written', open: () => openHardware(source, deps) }
    if ('fromFeed' in source) {
      const open = (told: Wiring) => openHardware(source.fromFeed(told), deps)
      return wiring && { due: JSON.stringify(wiring), open: () => open(wiring) }
    }
    if (layout === null) return null
    const due = JSON.stringify(layout)
    if (typeof source === 'object') return { due, open: () => source.open(layout) }
    return { due, open: () => openHardware(source(layout), deps) }
  }
}

/** How the boards are wired, where a file on the machine says so. */
export function writtenWiring(source: HardwareSource): Wiring | null {
  if (!isWritten(source)) return null
  const buses = source.buses.filter(({ line }) => line.kind !== 'memory')
  return { buses, doors: source.doors } as Wiring
}

const isWritten = (source: HardwareSource): source is HardwareConfig =>
  typeof source === 'object' && 'buses' in source
