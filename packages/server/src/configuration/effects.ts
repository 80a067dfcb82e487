import { type SettingName, settingOf } from '@cubby/domain/configuration/catalogue'
import { type Effective, Resolver } from '@cubby/domain/configuration/resolve'
import type { ConfigurationItem, ConfiguredLevel } from '@cubby/domain/machine/configuration-item'
import type { Instant } from '@cubby/kit/clock'
import type { CellId, LockerId } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import type { ReadChange } from './check-change.ts'
import { itemOf, type KeptLevel } from './level-rows.ts'
import type { ScopedLocker } from './scope.ts'

/** One locker or cell whose value would change. */
export type Sample = {
  locker: { id: LockerId; name: string }
  /** Null: the machine, or all its cells that have no value of their own. */
  cell: CellId | null
  before: Effective
  after: Effective
}
/** What one part of a change does, at the moment when it begins. */
export type Effect = {
  name: SettingName
  at: Instant
  lockers: number
  cells: number | null
  samples: Sample[]
}
export type Effects = { lockers: number; effects: Effect[] }

type Levels = ReadonlyMap<ConfiguredLevel, KeptLevel>
export type Compared = {
  lockers: readonly ScopedLocker[]
  before: Levels
  after: Levels
  change: ReadChange
  now: Instant
}

/** Compares the values that hold before and after a change, at every locker in its reach. */
export function effectsOf({ lockers, before, after, change, now }: Compared): Effects {
  const effects = partsOf(change, now)
  const samplesMax = Math.max(5, Math.floor(limits.configurationSamplesMax / effects.length))
  const names = new Set<string>(effects.map(({ name }) => name))
  const [itemsBefore, itemsAfter] = [only(before, names), only(after, names)]
  let reached = 0
  for (const locker of lockers) {
    const [then, now] = [resolverOf(locker, itemsBefore), resolverOf(locker, itemsAfter)]
    let isReached = false
    for (const effect of effects) {
      const samples = samplesAt(locker, effect, then, now)
      if (samples.length === 0) continue
      isReached = true
      effect.lockers++
      if (effect.cells !== null) for (const { cells } of samples) effect.cells += cells
      for (const { sample } of samples)
        if (effect.samples.length < samplesMax) effect.samples.push(sample)
    }
    if (isReached) reached++
  }
  return { lockers: reached, effects }
}

/** The parts of a change, each with the moment from which it can be seen. */
function partsOf({ set, clear }: ReadChange, now: Instant): Effect[] {
  const parts = new Map<string, Effect>()
  for (const { name, from } of [...set, ...clear]) {
    const at = Math.max(now, from ?? now) as Instant
    const cells = settingOf(name).levels.includes('cell') ? 0 : null
    parts.set(`${name} ${at}`, { name, at, lockers: 0, cells, samples: [] })
  }
  return [...parts.values()]
}

/** The levels as lockers know them, with these settings only. */
const only = (levels: Levels, names: ReadonlySet<string>) =>
  new Map(
    [...levels].map(([of, level]): [ConfiguredLevel, ConfigurationItem] => {
      const settings = level.settings.filter(({ name }) => names.has(name))
      return [of, itemOf({ ...level, settings })]
    }),
  )

const resolverOf = (
  { levels }: ScopedLocker,
  items: ReadonlyMap<ConfiguredLevel, ConfigurationItem>,
) => new Resolver(levels.flatMap((of) => items.get(of) ?? []))

/** Where a locker's value changes, and for how many cells each of them stands. */
function samplesAt(
  { id, name: called, cells }: ScopedLocker,
  { name, at, cells: counted }: Effect,
  then: Resolver,
  now: Resolver,
): { sample: Sample; cells: number }[] {
  const ofTheirOwn = counted === null ? [] : [...new Set([...then.cells, ...now.cells])]
  const whole = { cell: null, cells: Math.max(0, cells - ofTheirOwn.length) }
  const places = [whole, ...ofTheirOwn.map((cell) => ({ cell, cells: 1 }))]
  return places.flatMap(({ cell, cells: standsFor }) => {
    const before = then.valueOf(name, cell, at)
    const after = now.valueOf(name, cell, at)
    if (isSame(before, after) || (counted !== null && standsFor === 0)) return []
    return [{ sample: { locker: { id, name: called }, cell, before, after }, cells: standsFor }]
  })
}

const isSame = (before: Effective, after: Effective) =>
  JSON.stringify(before.value) === JSON.stringify(after.value)
