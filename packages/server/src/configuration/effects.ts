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
  const then = itemsOf(before, names)
  const compare = comparison(then, itemsAfter(then, before, after, names), effects)
  let reached = 0
  for (const locker of lockers) {
    let isReached = false
    const { differences: ofEach, here } = compare(locker)
    for (const [i, differences] of ofEach.entries()) {
      const effect = effects[i]
      if (!effect || differences.length === 0) continue
      isReached = true
      effect.lockers++
      for (const difference of differences) {
        if (effect.cells !== null) effect.cells += difference.standsFor(locker)
        if (effect.samples.length < samplesMax)
          effect.samples.push({
            locker: { id: locker.id, name: locker.name },
            cell: here.cell(difference.cell),
            before: here.value(difference.before),
            after: here.value(difference.after),
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

/** What was worked out for one locker, in the words of another to which the same is said. */
type Found = { differences: Difference[][]; here: Translation }
type Translation = {
  cell: (cell: CellId | null) => CellId | null
  value: (value: Effective) => Effective
}

/** Says for each effect where it changes a locker. Lockers to which the same is said, themselves included, are worked out once. */
function comparison(then: Items, now: Items, effects: readonly Effect[]) {
  const speaking = new Set(
    [...then, ...now].flatMap(([of, { settings }]) => (settings.length > 0 ? [of] : [])),
  )
  const known = new Map<string, { differences: Difference[][]; cells: readonly CellId[] }>()
  return (locker: ScopedLocker): Found => {
    const { key, levels, cells } = saidTo(locker, { speaking, then, now })
    const before = known.get(key)
    if (before)
      return { differences: before.differences, here: translation(locker, before.cells, cells) }
    const [was, becomes] = [resolverOf(levels, then), resolverOf(levels, now)]
    const differences = effects.map((effect) => differencesOf(effect, was, becomes))
    known.set(key, { differences, cells })
    return { differences, here: asItIs }
  }
}

/** The levels that say something to a locker, and what its own says, with its cells by their place only. */
function saidTo(
  locker: ScopedLocker,
  { speaking, then, now }: { speaking: ReadonlySet<ConfiguredLevel>; then: Items; now: Items },
) {
  const levels = locker.levels.filter((of) => speaking.has(of))
  const cells: CellId[] = []
  const placeOf = (cell: CellId) => {
    const place = cells.indexOf(cell)
    return place >= 0 ? place : cells.push(cell) - 1
  }
  const own = [then, now].map((items) =>
    (items.get(locker.id)?.settings ?? []).map(({ name, value, cell, from, until }) => [
      name,
      value,
      cell && placeOf(cell),
      from,
      until,
    ]),
  )
  const shared = levels.filter((of) => of !== locker.id)
  return { key: `${shared.join(' ')} ${JSON.stringify(own)}`, levels, cells }
}

const asItIs: Translation = { cell: (cell) => cell, value: (value) => value }

/** Values that come from a locker itself come from this one, and each of its cells stands for the one in the same place. */
function translation(
  { id }: ScopedLocker,
  from: readonly CellId[],
  to: readonly CellId[],
): Translation {
  const cell = (there: CellId | null) =>
    there === null ? null : (to[from.indexOf(there)] ?? there)
  return {
    cell,
    value: (value) =>
      value.source?.of.startsWith('lck_')
        ? { ...value, source: { ...value.source, of: id, cell: cell(value.source.cell) } }
        : value,
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

const itemWith = (level: KeptLevel, names: ReadonlySet<string>): ConfigurationItem =>
  itemOf({ ...level, settings: level.settings.filter(({ name }) => names.has(name)) })

/** The levels as lockers know them, with these settings only. */
const itemsOf = (levels: Levels, names: ReadonlySet<string>) =>
  new Map(
    [...levels].map(([of, level]): [ConfiguredLevel, ConfigurationItem] => [
      of,
      itemWith(level, names),
    ]),
  )

/** The same after the change: nearly all levels are as they were. */
function itemsAfter(then: Items, before: Levels, after: Levels, names: ReadonlySet<string>): Items {
  const items = new Map(then)
  for (const [of, level] of after)
    if (before.get(of) !== level) items.set(of, itemWith(level, names))
  return items
}

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
