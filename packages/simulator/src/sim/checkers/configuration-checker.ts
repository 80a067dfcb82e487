import type { ConfigurationItem, SettingValue } from '@cubby/domain/machine/configuration-item'
import type { CellId } from '@cubby/kit/ids'
import type { Machine } from '../world/machine.ts'
import type { Checker, Observed, Report } from '../world/observed.ts'

export type Hours = { day: number; fromMinute: number; toMinute: number }
type Candidate = { item: ConfigurationItem; setting: SettingValue }

const depths: Readonly<Record<string, number>> = { net: 0, seg: 1, mdl: 2, lck: 3 }
const DAY = 1_440

/**
 * Invariant 5, the part that people set: no cell is given that was switched off or is meant for something else, and none while
 * its machine is maintained, as far as the machine has heard of it. It reads the disk and resolves by rules of its own.
 */
export class ConfigurationChecker implements Checker {
  readonly invariant = 5
  readonly #machines: readonly Machine[]
  readonly #report: Report

  constructor(machines: readonly Machine[], report: Report) {
    this.#machines = machines
    this.#report = report
  }

  see(observed: Observed) {
    if (observed.see !== 'entry' || observed.entry.body.type !== 'stay.allocated') return
    const machine = this.#machines.find((each) => each === observed.machine)
    if (!machine) return
    const { at, body } = observed.entry
    const items = heldBy(machine)
    const value = (name: string) => valueOf(items, name, body.cell, at)
    const say = (what: string) =>
      this.#report(
        5,
        `${machine.name} gives ${body.cell} at ${new Date(at).toISOString()}: ${what}`,
      )
    if (value('cell.enabled') === false) say('it is switched off')
    const purposes = value('cell.purposes') as string[] | null
    if (purposes && !purposes.includes(body.purpose)) say(`it is for ${purposes.join(', ')}`)
    const windows = (value('maintenance.windows') as Hours[] | null) ?? []
    if (windows.some((hours) => isWithin(hours, at))) say('the machine is maintained')
  }
}

/** What this machine has on its disk. */
export const heldBy = (machine: Machine): ConfigurationItem[] =>
  [...machine.disk.contents.items.values()].flatMap(({ key, text }) =>
    key.startsWith('configuration:') ? [JSON.parse(text) as ConfigurationItem] : [],
  )

/** What holds of this setting at this moment; null: nobody has said. */
export function valueOf(
  items: readonly ConfigurationItem[],
  name: string,
  cell: CellId,
  at: number,
) {
  const candidates = items
    .flatMap((item) => item.settings.map((setting): Candidate => ({ item, setting })))
    .filter(({ setting }) => setting.name === name)
    .filter(({ setting }) => setting.cell === null || setting.cell === cell)
    .filter(({ setting: { from, until } }) => (from ?? 0) <= at && at < (until ?? Infinity))
    .sort(byWeight)
  return candidates.at(-1)?.setting.value ?? null
}

/** The one that holds comes last. */
function byWeight(one: Candidate, other: Candidate): number {
  const weights = [one, other].map(({ item, setting }) => [
    setting.cell ? 4 : (depths[item.of.slice(0, 3)] ?? 0),
    item.rank,
    setting.from ?? -1,
    -(setting.until ?? Number.MAX_SAFE_INTEGER),
  ])
  const [first = [], second = []] = weights
  return first.map((weight, i) => weight - (second[i] ?? 0)).find((step) => step !== 0) ?? 0
}

/** Nobody has told these machines where they stand, so their clock is that of UTC. */
export function isWithin({ day, fromMinute, toMinute }: Hours, at: number): boolean {
  // The first of January 1970 was a Thursday.
  const minute = (Math.floor(at / 60_000) + 3 * DAY) % (7 * DAY)
  const from = (day - 1) * DAY + fromMinute
  const to = (day - 1) * DAY + toMinute + (toMinute <= fromMinute ? DAY : 0)
  return (from <= minute && minute < to) || minute + 7 * DAY < to
}
