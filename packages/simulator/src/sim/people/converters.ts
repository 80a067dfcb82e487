import type { Layout } from '@cubby/domain/cells/layout'
import type { ServiceState } from '@cubby/domain/machine/service'
import { days, minutes } from '@cubby/kit/clock'
import { strikes } from '../faults/strike.ts'
import type { Machine } from '../world/machine.ts'
import { insists } from '../world/office.ts'
import type { World } from '../world/world.ts'

/**
 * Machines are taken out of service and put back, go from segment to segment, and lose their last column for a while with whatever is inside: the steel stands
 * there until it is empty. When the trouble is over, everything is as it was built.
 */
export function convertsMachines(world: World) {
  const { day, story, office, clock } = world
  const chance = world.chance.split('converters')
  const changed = new Set<Machine>()
  let asked = 0
  const turns = new Map<Machine, Promise<unknown>>()
  /** One change of a machine after another: what was said last must be what holds. */
  const say = (machine: Machine, work: (key: string) => ReturnType<typeof office.setService>) => {
    const key = `convert ${++asked}`
    changed.add(machine)
    const pause = () => clock.sleep(minutes(1))
    const turn = (turns.get(machine) ?? Promise.resolve()).then(() =>
      insists(() => work(key), pause, world.isOver),
    )
    turns.set(machine, turn)
    return turn
  }
  const setService = (machine: Machine, state: ServiceState) =>
    say(machine, (key) => office.setService(key, machine.id, state))
  const remodel = (machine: Machine, layout: Layout) =>
    say(machine, (key) => office.remodel(key, machine.id, layout))
  const asBuilt = (machine: Machine) => machine.options.cabinet.layout

  strikes(world, day.faults.outOfService, chance, async () => {
    const machine = chance.pick(world.machines)
    story.tell('staff', `takes ${machine.name} out of service`)
    await setService(machine, chance.chance(0.7) ? 'out-of-service' : 'testing')
    await clock.sleep(minutes(chance.int(5, 180)))
    await setService(machine, 'in-service')
  })
  strikes(world, day.faults.remodel, chance.split('remodel'), async () => {
    const machine = chance.pick(world.machines)
    const { modules } = asBuilt(machine)
    if (modules.length < 2) return
    story.tell('staff', `takes a column off ${machine.name}`)
    await remodel(machine, { modules: modules.slice(0, -1) })
    await clock.sleep(minutes(chance.int(10, 400)))
    await remodel(machine, asBuilt(machine))
  })
  strikes(world, day.faults.moveBetweenSegments, chance.split('segments'), async () => {
    const machine = chance.pick(world.machines)
    const segments = world.segments.filter(() => chance.chance(0.5))
    story.tell('staff', `puts ${machine.name} into ${segments.length} segments`)
    await say(machine, (key) => office.belong(key, machine.id, segments))
  })
  void world.healedOr(days(400)).then(async () => {
    for (const machine of changed) {
      await remodel(machine, asBuilt(machine))
      await setService(machine, 'in-service')
    }
  })
}
