import { afterChange } from '@cubby/domain/configuration/change-settings'
import type { ConfigurationItem, SettingValue } from '@cubby/domain/machine/configuration-item'
import { minuteOfWeek } from '@cubby/domain/machine/weekly-clock'
import { days, hours, type Instant, minutes } from '@cubby/kit/clock'
import type { CellId } from '@cubby/kit/ids'
import type { Prng } from '@cubby/kit/prng'
import { strikes } from '../faults/strike.ts'
import { insists } from '../world/office.ts'
import type { World } from '../world/world.ts'

/** More values than these at one level are too many for one day. */
const VALUES_MAX = 6

/** Somebody at the operator who sets this and that, at whichever level, and puts everything right when the trouble is over. */
export function configures(world: World) {
  const { day, story, office, clock } = world
  const chance = world.chance.split('configurator')
  const levels = new Map<ConfigurationItem['of'], ConfigurationItem>()
  let changes = 0
  let last: Promise<unknown> = Promise.resolve()
  const set = (item: ConfigurationItem) => {
    levels.set(item.of, item)
    const key = `configure ${++changes}`
    const pause = () => clock.sleep(minutes(1))
    // One change after another: what was said last must be what holds.
    last = last.then(() => insists(() => office.configure(key, item), pause, world.isOver))
    return last
  }
  strikes(world, day.faults.configure, chance, async () => {
    const item = drawLevel(world, chance)
    const before = levels.get(item.of)?.settings ?? []
    const isCleared = chance.chance(0.3) || before.length >= VALUES_MAX
    const drawn = drawSetting(world, item, chance)
    const change = { set: [drawn], clear: [] }
    const settings = isCleared
      ? []
      : afterChange(before, drawn.cell, change, clock.now(), (value) => value)
    story.tell('operator', `sets ${settings.map(({ name }) => name).join(', ')} at ${item.of}`)
    await set({ ...item, settings })
  })
  if (day.faults.configure === null) return
  void world.healedOr(days(400)).then(async () => {
    for (const item of levels.values()) await set({ ...item, settings: [] })
  })
}

function drawLevel({ segments, model, machines }: World, chance: Prng): ConfigurationItem {
  const level = (of: ConfigurationItem['of'], rank = 0) => ({ of, rank, settings: [] })
  return chance.pick([
    level('network'),
    level(model),
    ...segments.map((segment, i) => level(segment, i)),
    level(chance.pick(machines).id),
  ])
}

type Draw = (now: Instant, chance: Prng) => Pick<SettingValue, 'name' | 'value'>

/** What decides whether a cell is given. */
const weighty: readonly Draw[] = [
  (_, chance) => ({ name: 'cell.enabled', value: chance.chance(0.5) }),
  (_, chance) => ({
    name: 'cell.purposes',
    value: chance.pick([['return'], ['delivery'], ['delivery', 'return'], null]),
  }),
  (now, chance) => ({
    name: 'maintenance.windows',
    value: chance.chance(0.5) ? [windowNear(now, chance)] : [],
  }),
]
/** What harms nobody, some of it because it means nothing to a machine. */
const light: readonly Draw[] = [
  (_, chance) => ({ name: 'screen.theme', value: chance.pick(['dark', 'auto', 'contrast']) }),
  (_, chance) => ({ name: 'limits.open-doors-per-courier', value: chance.int(1, 3) }),
  (_, chance) => ({ name: 'limits.courier-idle-seconds', value: chance.int(60, 300) }),
  () => ({ name: 'limits.wrong-codes-per-day', value: 1_000 }),
  () => ({ name: 'speech.voice', value: 'loud' }),
]

function drawSetting(
  { clock, machines }: World,
  { of }: ConfigurationItem,
  chance: Prng,
): SettingValue {
  const now = clock.now()
  const { name, value } = chance.pick(chance.chance(0.8) ? weighty : light)(now, chance)
  const machine = machines.find(({ id }) => id === of)
  const cells = [...(machine?.options.cabinet.doors.values() ?? [])].map(({ cell }) => cell)
  const isForCell = name.startsWith('cell.') && cells.length > 0 && chance.chance(0.4)
  return {
    name,
    value,
    cell: isForCell ? (chance.pick(cells) satisfies CellId) : null,
    from: chance.chance(0.3) ? now + hours(chance.int(0, 3)) : null,
    until: chance.chance(0.6) ? now + hours(chance.int(1, 8)) : null,
  }
}

/** Hours that begin about now. */
export function windowNear(now: Instant, chance: Prng) {
  const minute = minuteOfWeek(now, 'UTC') + chance.int(-60, 120)
  const day = ((Math.floor(minute / 1_440) + 7) % 7) + 1
  const fromMinute = ((minute % 1_440) + 1_440) % 1_440
  return { day, fromMinute, toMinute: (fromMinute + chance.int(30, 180)) % 1_440 }
}
