import { minutes } from '@cubby/kit/clock'
import { strikes } from '../faults/strike.ts'
import { insists } from '../world/office.ts'
import type { World } from '../world/world.ts'

/** Machines come into segments and leave them, with what is configured there and who may work there. */
export function movesBetweenSegments(world: World) {
  const chance = world.chance.split('segment mover')
  const { day, story, office, clock, machines, segments, model } = world
  let asked = 0
  strikes(world, day.faults.segments, chance, async () => {
    const machine = chance.pick(machines)
    const joined = segments.filter(() => chance.chance(0.5))
    story.tell('staff', `puts ${machine.name} into ${joined.length} segments`)
    const streams = [`model:${model}`, ...joined.map((segment) => `segment:${segment}`)]
    const key = `belong ${++asked}`
    const pause = () => clock.sleep(minutes(1))
    await insists(() => office.belong(key, machine.id, streams), pause, world.isOver)
  })
}
