import { hours, millis, seconds } from '@cubby/kit/clock'
import type { Prng } from '@cubby/kit/prng'
import type { BadDay } from '../run/bad-day.ts'
import type { SimLink } from '../world/sim-link.ts'
import type { World } from '../world/world.ts'
import { strikes } from './strike.ts'

/** Cuts, half-open connections and one-way silence on the line of one machine; loss and delay all day long. */
export function troubleLink(
  world: World,
  options: { name: string; link: SimLink; day: BadDay; chance: Prng },
) {
  const { name, link, day, chance } = options
  link.set({ ...day.link, pokeLoss: day.pokeLoss })
  strikes(world, day.faults.linkTrouble, chance, async () => {
    const state = chance.pick(['cut', 'cut', 'half-open', 'deaf'] as const)
    const isLong = chance.chance(0.2)
    const lasts = isLong
      ? millis(chance.next() * day.longestOutage)
      : seconds(chance.int(10, 3_600))
    world.story.tell(name, `its line is ${state} for ${(lasts / hours(1)).toFixed(1)} h`)
    link.set({ state })
    await world.healedOr(lasts)
    link.set({ state: 'up' })
  })
}
