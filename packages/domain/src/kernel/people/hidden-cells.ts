import type { CellId, OrganizationId } from '@cubby/kit/ids'
import type { Courier, Plan } from '../../rights/directory.ts'
import { mayCarry, mayHandle } from '../../rights/may-carry.ts'
import { cellIn } from '../state.ts'
import type { Looked } from './share.ts'

/**
 * Cells of which this courier is told nothing but that they are there: those of tenants whose parcels he has nothing to do with,
 * and those in which somebody else's parcels lie. With nobody there, those of all tenants.
 */
export function hiddenCells(
  view: Looked,
  courier: Courier | null,
  plans: Iterable<Plan>,
): ReadonlySet<CellId> {
  const { state, directory, now } = view
  const served = new Set<OrganizationId>()
  if (courier) {
    served.add(courier.organization)
    for (const plan of plans) if (mayCarry(directory, courier, plan)) served.add(plan.organization)
  }
  const isOthers = (tenant: OrganizationId | null) => tenant !== null && !served.has(tenant)
  const hidden = new Set<CellId>()
  for (const { id, tenant } of directory.cells(now)) {
    const { use } = cellIn(state, id)
    const stay = use.kind === 'free' ? undefined : state.stays[use.stay]
    const isTheirs = stay && courier ? !mayHandle(directory, courier, stay) : isOthers(tenant)
    if (isTheirs) hidden.add(id)
  }
  return hidden
}
