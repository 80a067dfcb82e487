import type { BodyOf } from '@cubby/domain/journal/entries'
import { type Clock, type Instant, type Millis, millis } from '@cubby/kit/clock'
import type { BootId } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import type { Stamp } from './store/journal.ts'

/** Cheap crystals in the sun wander up to 200 ppm; more than twice that and we stop believing them. */
const DRIFT_MAX = 0.000_5
/** A correction as large as this one is worth an entry; smaller ones are the weather of the network. */
const JUMP = millis(5_000)
/**
 * Up to this much is made up for little by little. Time that leaps by seconds would give up a door that is just
 * opening, and time that goes back would wait for it twice.
 */
const SLEWED_MAX = millis(60_000)
/** How much of each second goes into making up. */
const SLEW = 0.1

/**
 * The locker's idea of the time: what the server said, plus how long ago that was by a clock nobody can set.
 * Before the first word from the server it is the wall clock's, but never earlier than the last entry, because
 * a battery that ran out must not make a code of today "not yet valid". Order always comes from `seq`.
 */
export class ClockKeeper {
  readonly boot: BootId
  readonly #clock: Clock
  readonly #bootMono: Millis
  readonly #notBefore: Instant
  /** What the time was at a moment of the monotonic clock, and what is still to be made up for since. */
  #anchor: Anchor | null = null
  #heardMono = -Infinity
  #wasSynced = false

  constructor(options: { clock: Clock; boot: BootId; lastEntryAt: Instant }) {
    this.boot = options.boot
    this.#clock = options.clock
    this.#bootMono = options.clock.monotonic()
    this.#notBefore = options.lastEntryAt
  }

  now(): Instant {
    const mono = this.#clock.monotonic()
    if (this.#anchor) return Math.round(timeAt(this.#anchor, mono)) as Instant
    return Math.round(
      Math.max(this.#clock.now(), this.#notBefore + mono - this.#bootMono),
    ) as Instant
  }

  /** The server was heard so recently that this clock cannot have strayed out of tolerance since. */
  get isSynced(): boolean {
    return (this.#clock.monotonic() - this.#heardMono) * DRIFT_MAX <= limits.clockToleranceMax
  }

  stamp(): Stamp {
    const mono = Math.max(0, Math.floor(this.#clock.monotonic() - this.#bootMono)) as Millis
    return { at: this.now(), boot: this.boot, mono, synced: this.isSynced }
  }

  /** The server told its time in an answer that took from `askedAt` to now. Returns what is worth recording. */
  hear(serverTime: Instant, askedAt: Millis): BodyOf<'device.clock'> | null {
    const mono = this.#clock.monotonic()
    const took = mono - askedAt
    // Half of the way there, half of it back: the error is at most half of the whole.
    if (took / 2 > limits.clockToleranceMax) return null
    const time = serverTime + took / 2
    const isFirst = this.#anchor === null
    const owed = time - this.now()
    // What is being made up already is no news.
    const wrongBy = Math.abs(time - (this.#anchor ? endOf(this.#anchor, mono) : this.now()))
    if (isFirst || Math.abs(owed) > SLEWED_MAX) this.#anchor = { time, mono, owed: 0 }
    else if (wrongBy > Math.max(1_000, took)) this.#anchor = { time: this.now(), mono, owed }
    this.#heardMono = mono
    if (!isFirst && this.#wasSynced && wrongBy < JUMP) return null
    this.#wasSynced = true
    return { type: 'device.clock', quality: 'synced', offsetMs: this.#offset() }
  }

  /** An entry when the server has been silent for so long that the time can no longer be vouched for. */
  lapsed(): BodyOf<'device.clock'> | null {
    if (!this.#wasSynced || this.isSynced) return null
    this.#wasSynced = false
    return { type: 'device.clock', quality: 'unsynced', offsetMs: this.#offset() }
  }

  #offset = () => Math.round(this.now() - this.#clock.now())
}

type Anchor = { time: number; mono: number; owed: number }

/** The time once everything is made up for. */
const endOf = ({ time, mono, owed }: Anchor, now: number) => time + owed + now - mono

function timeAt({ time, mono, owed }: Anchor, now: number) {
  const ran = now - mono
  const made = Math.min(Math.abs(owed), ran * SLEW)
  return time + ran + Math.sign(owed) * made
}
