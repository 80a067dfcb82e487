import type { OrganizationId, ParcelId } from '@cubby/kit/ids'
import type { Courier, Directory, Plan } from './directory.ts'

/**
 * Whether a courier may bring or take back what was announced: for his own organization always; for others when he may carry for them,
 * and they named his organization, or nobody and his is one that carries for others at all.
 */
export function mayCarry(
  directory: Pick<Directory, 'organization'>,
  courier: Pick<Courier, 'organization' | 'carriesFor'>,
  plan: Pick<Plan, 'organization' | 'carrier'>,
): boolean {
  const { organization, carriesFor } = courier
  if (plan.organization === organization) return true
  if (carriesFor !== null && !carriesFor.includes(plan.organization)) return false
  if (plan.carrier !== null) return plan.carrier === organization
  return directory.organization(organization)?.carries !== false
}

type Held = {
  organization: OrganizationId
  courier: Courier['courier'] | null
  items: readonly { parcel: ParcelId }[]
}

/**
 * Whether a courier may know of what is inside a cell. What nobody here can answer for any more, because its announcement is gone
 * and its organization has nobody here, is for any courier who carries for others: it must not lie there for ever.
 */
export function mayHandle(
  directory: Pick<Directory, 'organization' | 'courier' | 'plan'>,
  courier: Courier,
  stay: Held,
): boolean {
  const plans = stay.items.flatMap(({ parcel }) => directory.plan(parcel) ?? [])
  if (plans.some((plan) => mayCarry(directory, courier, plan))) return true
  if (stay.organization === courier.organization || stay.courier === courier.courier) return true
  if (plans.length > 0) return false
  const bearer = stay.courier && directory.courier(stay.courier)
  if (bearer) return bearer.organization === courier.organization
  if (courier.carriesFor !== null && !courier.carriesFor.includes(stay.organization)) return false
  return (
    directory.organization(courier.organization)?.carries !== false &&
    directory.organization(stay.organization) === undefined
  )
}
