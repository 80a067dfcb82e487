import { hours, minutes } from '@cubby/kit/clock'
import { Cabinet } from '../world/cabinet.ts'
import { machineFrom } from '../world/build-world.ts'
import type { Machine } from '../world/machine.ts'
import type { World } from '../world/world.ts'
import { strikes } from './strike.ts'

/** Disks that are copied into a second machine, and disks that are put back to an older state. */
export function troubleDisks(world: World) {
  const { day } = world
  const chance = world.chance.split('disks')
  strikes(world, day.faults.cloneDisk, chance.split('clone'), async () => {
    const machine = chance.pick(world.machines)
    if (machine.isClone || machine.isScrap || !machine.journal) return
    if (world.machines.some(({ id, isClone }) => isClone && id === machine.id)) return
    await clone(world, machine)
  })
  strikes(world, day.faults.restoreDisk, chance.split('restore'), async () => {
    const machine = chance.pick(world.machines)
    if (machine.isClone || machine.isScrap || !machine.journal) return
    const image = machine.disk.image()
    await world.healedOr(hours(chance.int(1, 20)))
    if (world.isHealing() || !machine.journal) return
    await putBack(world, machine, image)
  })
}

async function clone(world: World, machine: Machine) {
  const { story } = world
  const { cabinet } = machine.options
  story.tell('crew', `copies the disk of ${machine.name} into another machine`)
  const twin = machineFrom(world, `${machine.name}'`, {
    id: machine.id,
    cabinet: new Cabinet(cabinet.layout, cabinet.sensors),
    disk: machine.disk.clone(),
    isClone: true,
  })
  await world.clock.sleep(minutes(5))
  await twin.start()
}

/** Somebody "repairs" a machine by putting back yesterday's disk. He empties it first: what it will say is old. */
async function putBack(
  world: World,
  machine: Machine,
  image: ReturnType<Machine['disk']['image']>,
) {
  world.story.tell('crew', `puts an older disk back into ${machine.name}`)
  world.crew.empties(machine)
  machine.crash()
  world.diskGone(machine)
  machine.disk.restore(image)
  machine.mount(machine.disk)
  await world.clock.sleep(minutes(10))
  await machine.start()
}
