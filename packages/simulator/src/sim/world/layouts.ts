import type { CellSpec, Layout, Side } from '@cubby/domain/cells/layout'
import type { CellId, IdSource } from '@cubby/kit/ids'
import type { Prng } from '@cubby/kit/prng'
import { smallLocker, streetLocker } from '@cubby/testing/network/street-locker'

export type LayoutName = 'small' | 'street' | 'two-sided'

/** A machine as it was built: a small one, a street machine of 97 cells, or one that goes through a wall. */
export function layoutNamed(name: LayoutName, ids: IdSource): Layout {
  const drawn = name === 'street' ? streetLocker() : smallLocker()
  const sides: Side[] = name === 'two-sided' ? ['front', 'back'] : ['front']
  return {
    modules: drawn.modules.map((module) => ({
      ...module,
      cells: module.cells.map((cell): CellSpec => ({ ...cell, id: ids.mint('cel'), sides })),
    })),
  }
}

/** Some machines see what is inside, some in a few cells only, most nowhere. */
export function sensorsOf(layout: Layout, chance: Prng): Set<CellId> {
  const share = chance.pick([0, 0, 0.3, 1])
  const cells = layout.modules.flatMap((module) => module.cells)
  return new Set(cells.flatMap(({ id }) => (chance.chance(share) ? [id] : [])))
}
