import { isFree } from '../../cells/allocate.ts'
import type { OrganizationId } from '@cubby/kit/ids'
import { type CellShare, shareOf } from '../../machine/cell-share.ts'
import { rentalsAt } from '../../machine/rented.ts'
import { cellIn } from '../state.ts'
import type { Turn } from '../turn.ts'

export type Looked = Pick<Turn, 'state' | 'directory' | 'now'>

/** The cells that this organization's flows may use now. */
export function shareFor(
  { state, directory, now }: Looked,
  organization: OrganizationId,
): CellShare {
  return shareOf(organization, {
    cells: directory.cells(now),
    rentals: rentalsAt(directory.rentals(), now),
    holderOf: (cell) => {
      const { use } = cellIn(state, cell)
      return use.kind === 'free' ? null : (state.stays[use.stay]?.organization ?? null)
    },
    rentsOnly: directory.organization(organization)?.rentsOnly ?? false,
  })
}

/** Every cell of that share, full or not. */
export const cellsOfShare = ({ own, common }: CellShare) => [...own, ...common]

/**
 * How many cells of each size class are free, so that a courier knows before carrying: those that his organization may use;
 * with nobody there, those that belong to nobody.
 */
export function freeByType(
  view: Looked,
  organization: OrganizationId | null,
): Record<string, number> {
  const share =
    organization === null
      ? { own: [], common: view.directory.cells(view.now).filter(({ tenant }) => tenant === null) }
      : shareFor(view, organization)
  const spent = 'spent' in share ? share.spent : new Set()
  const takesParcels = view.directory.service === 'in-service'
  const free: Record<string, number> = {}
  for (const cell of [...share.own, ...share.common]) {
    const counts = takesParcels && !spent.has(cell.id) && isFree(cellIn(view.state, cell.id), cell)
    free[cell.type] = (free[cell.type] ?? 0) + (counts ? 1 : 0)
  }
  return free
}
