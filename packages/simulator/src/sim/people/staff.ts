import { millis, minutes } from '@cubby/kit/clock'
import type { CourierId } from '@cubby/kit/ids'
import { strikes } from '../faults/strike.ts'
import type { World } from '../world/world.ts'
import { cellName, seesOpen, shut } from './hands.ts'

/**
 * The night shift: opens doors from afar, blocks cells, ends the work of couriers and takes on others. `former` gets
 * those whose work has ended; they may try all the same.
 */
export function staffAtWork(world: World, couriers: CourierId[], former: CourierId[]) {
  const { day, office, story } = world
  const chance = world.chance.split('staff')
  let asked = 0
  strikes(world, day.faults.remoteOpen, chance, async () => {
    const machine = chance.pick(world.machines)
    const door = chance.pick([...machine.options.cabinet.doors.values()])
    const { cell, side } = door
    const life = chance.pick([60, 120, 900, 86_000])
    const action = chance.chance(0.7)
      ? ({ do: 'open', cell, side } as const)
      : chance.chance(0.5)
        ? ({ do: 'block', cell, reason: 'looks odd' } as const)
        : ({ do: 'unblock', cell } as const)
    story.tell('staff', `asks to ${action.do} ${cellName(machine, cell)}`)
    await office.ask(`staff ${++asked}`, machine.id, action, life)
    if (action.do !== 'open') return
    for (let looks = 0; looks < 10; looks++) if (await seesOpen(world.street, machine, door)) break
    await world.clock.sleep(minutes(chance.int(1, 10)))
    if (door.isOpen) shut(world.street, machine, door, chance)
  })
  strikes(world, day.faults.revokeCourier, chance.split('couriers'), async () => {
    const [gone] = couriers
    if (!gone) return
    story.tell('staff', `ends the work of ${gone}`)
    former.push(gone)
    await office.revoke(`revoke ${gone} ${++asked}`, gone)
    couriers.shift()
    const next = world.ids.mint('cur')
    while ((await office.hire(`hire ${next}`, next)) === null)
      await world.clock.sleep(millis(5_000))
    couriers.push(next)
  })
}
