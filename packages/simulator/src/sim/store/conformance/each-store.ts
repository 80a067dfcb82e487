import { defaultRules } from '@cubby/domain/processes/process'
import type { Layout } from '@cubby/domain/cells/layout'
import { aCell, anId, carrier, shop, stranger } from '@cubby/testing/kernel/builders'
import { afterAll, beforeAll, beforeEach, describe } from 'vitest'
import { memoryHouse } from './memory-house.ts'
import { pgHouse } from './pg-house.ts'
import type { House, Side } from './side.ts'

export const lockers = [anId('lck', 1), anId('lck', 2)] as const
export const layout: Layout = {
  modules: [
    {
      name: 'Column 1',
      kind: 'cells',
      widthMm: 400,
      cells: [aCell({ id: anId('cel', 1), name: '1' }), aCell({ id: anId('cel', 2), name: '2' })],
    },
  ],
}

/** The same cases against production's store and the simulator's, each on a network of its own. */
export function eachStore(cases: (at: () => Side) => void) {
  const houses = [
    ['PostgreSQL', pgHouse],
    ['memory', memoryHouse],
  ] as const
  describe.each(houses)('in %s', (_name, build) => {
    let house: House
    let side: Side
    beforeAll(async () => void (house = await build()))
    beforeEach(async () => void (side = await settled(await house.fresh())))
    afterAll(() => house[Symbol.asyncDispose]())
    cases(() => side)
  })
}

/** A carrier that is listed for the shop before it has come to the network. */
export const latecomer = anId('org', 98)

/** A shop, its carrier, another carrier, and two lockers of two cells. */
export async function settled(side: Side): Promise<Side> {
  const rules = defaultRules
  await side.addOrganization({ id: shop, kind: 'shop', carriers: [carrier, latecomer], rules })
  await side.addOrganization({ id: stranger, kind: 'delivery-operator', carriers: [], rules })
  await side.addOrganization({ id: carrier, kind: 'delivery-operator', carriers: [], rules })
  for (const id of lockers) await side.addLocker({ id, layout })
  return side
}
