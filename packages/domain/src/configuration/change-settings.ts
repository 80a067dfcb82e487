import type { Instant } from '@cubby/kit/clock'
import type { CellId } from '@cubby/kit/ids'
import type { SettingValue } from '../machine/configuration-item.ts'

/** What is to become of the settings of one level, or of one of its cells. */
export type SettingChange = {
  set: readonly Pick<SettingValue, 'name' | 'value' | 'from' | 'until'>[]
  /** With `from` left out, all values of the name. */
  clear: readonly { name: string; from?: number | null }[]
}

/**
 * The settings of a level after a change: what is cleared is gone, what is set stands in the place of what began at the same
 * moment, and what was over before now is forgotten. Whatever is not named stays as it is.
 */
export function afterChange<S extends SettingValue>(
  settings: readonly S[],
  cell: CellId | null,
  { set, clear }: SettingChange,
  now: Instant,
  made: (value: SettingValue) => S,
): S[] {
  const isGone = (one: S) =>
    (one.until !== null && one.until <= now) ||
    (one.cell === cell &&
      (clear.some(
        ({ name, from }) => name === one.name && (from === undefined || from === one.from),
      ) ||
        set.some(({ name, from }) => name === one.name && from === one.from)))
  return [
    ...settings.filter((one) => !isGone(one)),
    ...set.map(({ name, value, from, until }) => made({ name, value, cell, from, until })),
  ]
}
