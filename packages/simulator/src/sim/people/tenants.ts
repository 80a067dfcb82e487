import type { Rental } from '@cubby/domain/machine/rental'
import { cellsOf } from '@cubby/domain/cells/layout'
import { hours, type Instant, later, millis } from '@cubby/kit/clock'
import { strikes } from '../faults/strike.ts'
import type { Machine } from '../world/machine.ts'
import { insists } from '../world/office.ts'
import type { World } from '../world/world.ts'
import { drivesRounds } from './courier.ts'
import { sells, type Shop } from './shop.ts'

/** Orders of tenants are counted from here on, so that no two have one reference. */
const ORDERS_FROM = 5_000

/**
 * Cells are rented out to somebody who sends nothing, to the shop itself, or to a tenant that brings things of its own there; and sometimes
 * given back early, whatever is inside. Nothing is rented for much longer than the trouble lasts: when it is over,
 * everybody's parcels need room.
 */
export function rentsCells(world: World, shop: Shop) {
  const { day, office, story, clock, ids, tenant } = world
  const chance = world.chance.split('tenants')
  const neighbour = ids.mint('org')
  const served = new Set<Machine>()
  let asked = 0
  let orders = ORDERS_FROM
  const sending: Shop = { ...shop, firm: tenant, carrier: tenant, chance: chance.split('sends') }
  deliversTo(world, served)
  // As the server does it: nobody rents a cell for a time in which it is somebody's already.
  const rentedUntil = new Map<string, Instant>()
  strikes(world, day.faults.rental, chance, async () => {
    const machine = chance.pick(world.machines)
    const cells = cellsOf(machine.edge?.directory.layout ?? { modules: [] }).map(({ id }) => id)
    const from = later(clock.now(), hours(chance.int(0, 3)))
    const rental: Rental = {
      rental: ids.mint('rnt'),
      organization: chance.pick([tenant, tenant, neighbour, world.shop]),
      cells: cells.filter((cell) => chance.chance(0.3) && (rentedUntil.get(cell) ?? from) <= from),
      from,
      until: later(from, hours(chance.int(1, 6))),
      quota: chance.chance(0.3) ? 1 : null,
      commonCells: chance.chance(0.7),
    }
    if (rental.cells.length === 0) return
    for (const cell of rental.cells) rentedUntil.set(cell, rental.until as Instant)
    story.tell('staff', `rents out ${rental.cells.length} cells of ${machine.name}`)
    const key = `rent ${++asked}`
    const pause = () => clock.sleep(millis(60_000))
    await insists(() => office.rent(key, machine.id, rental), pause, world.isOver)
    if (rental.organization === tenant) {
      served.add(machine)
      for (let count = chance.int(1, 3); count > 0; count--) void sells(sending, machine, ++orders)
    }
    if (!chance.chance(0.3)) return
    await clock.sleep(hours(chance.int(1, 3)))
    await office.endRental(`end rental ${++asked}`, rental.rental)
  })
}

/** The tenant's own couriers drive to where it rents or has rented, and to no other machine. */
function deliversTo(world: World, served: ReadonlySet<Machine>) {
  const { street, day, tenant, tenantsCouriers, isOver, observe } = world
  for (const [i, id] of tenantsCouriers.entries())
    void drivesRounds({
      street,
      courier: () => ({ id, name: `tenant's courier ${i + 1}`, firm: tenant }),
      chance: world.chance.split(`tenant's courier ${i}`),
      every: hours(day.kind === 'long' ? 20 : 1),
      beginsAt: 0,
      isOver,
      before: () => {},
      serves: (machine) => served.has(machine),
      observe,
    })
}
