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
  const compare = comparison(only(before, names), only(after, names), effects)
  let reached = 0
  for (const locker of lockers) {
    let isReached = false
    for (const [i, differences] of compare(locker).entries()) {
      const effect = effects[i]
      if (!effect || differences.length === 0) continue
      isReached = true
      effect.lockers++
      for (const { cell, before: was, after: becomes, standsFor } of differences) {
        if (effect.cells !== null) effect.cells += standsFor(locker)
        if (effect.samples.length < samplesMax)
          effect.samples.push({
            locker: { id: locker.id, name: locker.name },
            cell,
            before: was,
            after: becomes,
          })
      }
    }
    if (isReached) reached++
  }
  return { lockers: reached, effects }
}

type Items = ReadonlyMap<ConfiguredLevel, ConfigurationItem>
/** A value that changes, at a locker or at one of its cells, and for how many cells it stands. */
type Difference = Pick<Sample, 'cell' | 'before' | 'after'> & {
  standsFor: (locker: ScopedLocker) => number
}

/** Says for each effect where it changes a locker. Lockers to which the same levels speak are worked out once. */
function comparison(then: Items, now: Items, effects: readonly Effect[]) {
  const known = new Map<string, Difference[][]>()
  return (locker: ScopedLocker): Difference[][] => {
    const levels = locker.levels.filter(
      (of) => (then.get(of)?.settings.length ?? 0) + (now.get(of)?.settings.length ?? 0) > 0,
    )
    const key = levels.join(' ')
    const before = known.get(key)
    if (before) return before
    const [was, becomes] = [resolverOf(levels, then), resolverOf(levels, now)]
    const differences = effects.map((effect) => differencesOf(effect, was, becomes))
    known.set(key, differences)
    return differences
  }
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

const resolverOf = (levels: readonly ConfiguredLevel[], items: Items) =>
  new Resolver(levels.flatMap((of) => items.get(of) ?? []))

/** Where a value changes: at the machine or its cells without values of their own, and at each cell that has one. */
function differencesOf(
  { name, at, cells }: Effect,
  was: Resolver,
  becomes: Resolver,
): Difference[] {
  const ofTheirOwn = cells === null ? [] : [...new Set([...was.cells, ...becomes.cells])]
  const whole: [CellId | null, Difference['standsFor']] = [
    null,
    (locker) => Math.max(0, locker.cells - ofTheirOwn.length),
  ]
  const single = ofTheirOwn.map((cell): [CellId | null, Difference['standsFor']] => [cell, () => 1])
  return [whole, ...single].flatMap(([cell, standsFor]) => {
    const before = was.valueOf(name, cell, at)
    const after = becomes.valueOf(name, cell, at)
    return isSame(before, after) ? [] : [{ cell, before, after, standsFor }]
  })
}

const isSame = (before: Effective, after: Effective) =>
  JSON.stringify(before.value) === JSON.stringify(after.value)
