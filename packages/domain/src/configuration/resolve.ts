import type { Instant } from '@cubby/kit/clock'
import type { CellId } from '@cubby/kit/ids'
import type {
  ConfigurationItem,
  ConfiguredLevel,
  SettingValue,
} from '../machine/configuration-item.ts'
import {
  catalogue,
  isSettingName,
  type SettingName,
  settingNames,
  settingOf,
  type ValueOf,
} from './catalogue.ts'
import type { Level } from './setting.ts'

/** Where a value comes from; null: nobody has set it, it is what the catalogue says. */
export type Source = { level: Level; of: ConfiguredLevel; cell: CellId | null } | null
export type Effective<K extends SettingName = SettingName> = { value: ValueOf<K>; source: Source }
export type Resolved = { [K in SettingName]: Effective<K> }

/** The level that an item speaks for. */
export function levelOf(of: ConfiguredLevel): Exclude<Level, 'cell'> {
  if (of === 'network') return 'network'
  const named = { seg: 'segment', mdl: 'model', lck: 'locker' } as const
  return named[of.slice(0, 3) as keyof typeof named]
}

const order: Record<Level, number> = { network: 0, segment: 1, model: 2, locker: 3, cell: 4 }

/** One value that may apply, with all that decides whether it wins. */
type Candidate = { setting: SettingValue; item: ConfigurationItem; level: Level }

/**
 * Says which of the values set at the levels of a machine holds at a moment, for the machine as a whole or for one of its
 * cells. The most specific level wins; of two segments the one with the higher rank; at one level the value that came into
 * force last. What has not begun or is over never counts. The order of the levels handed in means nothing.
 */
export class Resolver {
  readonly #candidates = new Map<SettingName, Candidate[]>()
  readonly #turns: number[] = []
  /** Cells that have values of their own. */
  readonly cells: ReadonlySet<CellId>

  /** Values must have been checked against the catalogue: see `checkSettings`. */
  constructor(items: readonly ConfigurationItem[]) {
    const cells = new Set<CellId>()
    for (const item of items)
      for (const setting of item.settings) {
        if (!isSettingName(setting.name)) continue
        const level = setting.cell ? 'cell' : levelOf(item.of)
        if (!settingOf(setting.name).levels.includes(level)) continue
        if (setting.cell) cells.add(setting.cell)
        const known = this.#candidates.get(setting.name)
        if (known) known.push({ setting, item, level })
        else this.#candidates.set(setting.name, [{ setting, item, level }])
        for (const turn of [setting.from, setting.until]) if (turn !== null) this.#turns.push(turn)
      }
    this.#turns.sort((one, other) => one - other)
    this.cells = cells
  }

  /** The value of one setting. */
  valueOf<K extends SettingName>(name: K, cell: CellId | null, now: Instant): Effective<K> {
    let best: Candidate | null = null
    for (const candidate of this.#candidates.get(name) ?? []) {
      const { setting } = candidate
      if (setting.cell !== null && setting.cell !== cell) continue
      if (!isInForce(setting, now)) continue
      if (best === null || outranks(candidate, best)) best = candidate
    }
    if (best === null) return { value: catalogue[name].otherwise, source: null }
    const { setting, item, level } = best
    return {
      value: setting.value as ValueOf<K>,
      source: { level, of: item.of, cell: setting.cell },
    }
  }

  /** All settings at once. */
  all(cell: CellId | null, now: Instant): Resolved {
    return Object.fromEntries(
      settingNames.map((name) => [name, this.valueOf(name, cell, now)]),
    ) as Resolved
  }

  /** When a value next begins or ends; null: what holds now holds until somebody changes it. */
  nextChangeAt(now: Instant): Instant | null {
    return (this.#turns.find((turn) => turn > now) as Instant | undefined) ?? null
  }
}

/** Begun and not over. */
export const isInForce = (
  { from, until }: Pick<SettingValue, 'from' | 'until'>,
  now: Instant,
): boolean => (from === null || from <= now) && (until === null || now < until)

/** True when the first of two values that are in force wins. Two never tie: the same setting cannot begin twice at a level. */
function outranks(one: Candidate, other: Candidate): boolean {
  const by =
    order[one.level] - order[other.level] ||
    (one.level === 'segment' ? one.item.rank - other.item.rank : 0) ||
    // Two segments of one rank: the one that was made later, as its id tells.
    compareText(one.item.of, other.item.of) ||
    (one.setting.from ?? -1) - (other.setting.from ?? -1) ||
    (other.setting.until ?? Number.MAX_VALUE) - (one.setting.until ?? Number.MAX_VALUE) ||
    compareText(JSON.stringify(one.setting.value), JSON.stringify(other.setting.value))
  return by > 0
}

const compareText = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)
