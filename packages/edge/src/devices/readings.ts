import type { Measure } from '@cubby/domain/machine/devices/device-models'
import type { SensorReading } from '@cubby/drivers/sensors/define-sensor'
import type { Clock, Instant, Millis } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'

type Kept = { reading: SensorReading; at: number; told: Instant; every: Millis }

/** Older than this many of its own periods a reading says nothing any more. */
const periodsUntilStale = 3

/** What the sensors of a machine said last. */
export class Readings {
  readonly #clock: Clock
  readonly #kept = new Map<string, Kept>()
  readonly #listeners = new Set<() => void>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** `every`: how often this sensor is asked. */
  put(sensor: string, reading: SensorReading, every: Millis) {
    const [at, told] = [this.#clock.monotonic(), this.#clock.now()]
    this.#kept.set(sensor, { reading, at, told, every })
    for (const listener of this.#listeners) listener()
  }

  forget(sensor: string) {
    this.#kept.delete(sensor)
  }

  /** Null when it was never told, or so long ago that it may be anything by now. */
  value(sensor: string, measure: Measure): number | null {
    const kept = this.#kept.get(sensor)
    if (!kept) return null
    const most = Math.max(kept.every, limits.silentSensorRetry) * periodsUntilStale
    return this.#clock.monotonic() - kept.at > most ? null : (kept.reading[measure] ?? null)
  }

  /** As it was said last, however long ago. */
  last(sensor: string): { reading: SensorReading; at: Instant } | null {
    const kept = this.#kept.get(sensor)
    return kept ? { reading: kept.reading, at: kept.told } : null
  }

  onReading(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }
}
