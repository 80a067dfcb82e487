import type { Rental } from '@cubby/domain/machine/rental'
import { cellsOf } from '@cubby/domain/cells/layout'
import { hours, type Instant, later } from '@cubby/kit/clock'
import { strikes } from '../faults/strike.ts'
import type { World } from '../world/world.ts'

/**
 * Cells are rented out to somebody whom nobody here carries for, or to the shop itself, and sometimes given back early. Nothing is
 * rented for longer than the trouble lasts: when it is over, everybody's parcels need room.
 */
export function rentsCells(world: World) {
  const { day, office, story, clock, ids } = world
  const chance = world.chance.split('tenants')
  const neighbour = ids.mint('org')
  let asked = 0
  // As the server does it: nobody rents a cell for a time in which it is somebody's already.
  const rentedUntil = new Map<string, Instant>()
  strikes(world, day.faults.rental, chance, async () => {
    const machine = chance.pick(world.machines)
    const cells = cellsOf(machine.edge?.directory.layout ?? { modules: [] }).map(({ id }) => id)
    const from = later(clock.now(), hours(chance.int(0, 3)))
    const rental: Rental = {
      rental: ids.mint('rnt'),
      organization: chance.chance(0.7) ? neighbour : world.shop,
      cells: cells.filter((cell) => chance.chance(0.3) && (rentedUntil.get(cell) ?? from) <= from),
      from,
      until: later(from, hours(chance.int(1, 6))),
      quota: chance.chance(0.3) ? 1 : null,
      commonCells: chance.chance(0.7),
    }
    if (rental.cells.length === 0) return
    for (const cell of rental.cells) rentedUntil.set(cell, rental.until as Instant)
    story.tell('staff', `rents out ${rental.cells.length} cells of ${machine.name}`)
    await office.rent(`rent ${++asked}`, machine.id, rental)
    if (!chance.chance(0.3)) return
    await clock.sleep(hours(chance.int(1, 3)))
    await office.endRental(`end rental ${++asked}`, rental.rental)
  })
}
