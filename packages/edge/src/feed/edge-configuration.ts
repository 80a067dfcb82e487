import type { CellSpec } from '@cubby/domain/cells/layout'
import {
  machineRules,
  type MachineRules,
  nextTurnAt,
  screenSettings,
  type ScreenSettings,
} from '@cubby/domain/configuration/machine-rules'
import { Resolver } from '@cubby/domain/configuration/resolve'
import type { ConfigurationItem } from '@cubby/domain/machine/configuration-item'
import { configured } from '@cubby/domain/machine/usable-cells'
import type { Instant } from '@cubby/kit/clock'

/** What is configured of this machine at a moment. */
export type Configured = {
  rules: MachineRules
  screen: ScreenSettings
  /** The cells of the layout as they are configured. */
  cells: readonly CellSpec[]
  /** When it next changes by time alone, or might; null: never. */
  until: Instant | null
}

/** Without a place nobody knows what its clock shows. */
const UNKNOWN_ZONE = 'UTC'

/** The settings of all levels that this machine belongs to, worked out once for as long as they say the same. */
export class EdgeConfiguration {
  readonly #items = new Map<string, ConfigurationItem>()
  #timeZone = UNKNOWN_ZONE
  #cells: readonly CellSpec[] = []
  #resolver: Resolver | null = null
  #worked: { from: Instant; configured: Configured } | null = null

  set timeZone(timeZone: string | null) {
    this.#timeZone = timeZone ?? UNKNOWN_ZONE
    this.#worked = null
  }

  set cells(cells: readonly CellSpec[]) {
    this.#cells = cells
    this.#worked = null
  }

  put(item: ConfigurationItem) {
    this.#items.set(item.of, item)
    this.#forget()
  }

  remove(of: string) {
    if (this.#items.delete(of)) this.#forget()
  }

  /** What holds at this moment. */
  at(now: Instant): Configured {
    const known = this.#worked
    if (known && isWithin(known, now)) return known.configured
    this.#resolver ??= new Resolver([...this.#items.values()])
    const resolver = this.#resolver
    const configuration: Configured = {
      rules: machineRules(resolver, this.#timeZone, now),
      screen: screenSettings(resolver, this.#timeZone, now),
      cells: configured(this.#cells, resolver, now),
      until: nextTurnAt(resolver, this.#timeZone, now),
    }
    this.#worked = { from: now, configured: configuration }
    return configuration
  }

  #forget() {
    this.#resolver = null
    this.#worked = null
  }
}

/** A clock that was set back makes what was worked out for later worthless. */
const isWithin = (
  { from, configured: { until } }: { from: Instant; configured: Configured },
  now: Instant,
) => from <= now && (until === null || now < until)
