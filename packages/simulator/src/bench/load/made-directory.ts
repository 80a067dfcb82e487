import { cellsOf, type CellSpec, type Layout } from '@cubby/domain/cells/layout'
import { usualRules } from '@cubby/domain/configuration/machine-rules'
import type {
  Courier,
  Directory,
  Grant,
  OrganizationRules,
  Plan,
} from '@cubby/domain/rights/directory'
import type { Instant } from '@cubby/kit/clock'
import type { CellId, CourierId, GrantId, ParcelId } from '@cubby/kit/ids'

/** What a made locker knows of the world, and a way to tell it more. */
export type MadeDirectory = Directory & {
  expect(plans: readonly Plan[], grant: Grant): void
}

/** A directory held in memory. */
export function madeDirectory(known: {
  layout: Layout
  couriers: readonly Courier[]
  organizations: readonly OrganizationRules[]
  completeAt: Instant
}): MadeDirectory {
  const list = cellsOf(known.layout)
  const cells = new Map<CellId, CellSpec>(list.map((cell) => [cell.id, cell]))
  const couriers = new Map<CourierId, Courier>(known.couriers.map((each) => [each.courier, each]))
  const rules = new Map<string, OrganizationRules>(
    known.organizations.map((each) => [each.organization, each]),
  )
  const plans = new Map<ParcelId, Plan>()
  const byLabel = new Map<string, Plan[]>()
  const grants = new Map<GrantId, Grant>()
  const byVerifier = new Map<string, Grant[]>()
  return {
    cells: () => list,
    rules: () => usualRules,
    cell: (cell) => cells.get(cell),
    plan: (parcel) => plans.get(parcel),
    plansByLabel: (label) => byLabel.get(label) ?? [],
    grant: (grant) => grants.get(grant),
    grantsByVerifier: (codeVerifier) => byVerifier.get(codeVerifier) ?? [],
    courier: (courier) => couriers.get(courier),
    organization: (organization) => rules.get(organization),
    rentals: () => [],
    timeZone: null,
    segments: new Set(),
    completeAt: known.completeAt,
    service: 'in-service',
    expect(told, grant) {
      for (const plan of told) {
        plans.set(plan.parcel, plan)
        byLabel.set(plan.label, [...(byLabel.get(plan.label) ?? []), plan])
      }
      grants.set(grant.grant, grant)
      if (grant.codeVerifier !== null) byVerifier.set(grant.codeVerifier, [grant])
    },
  }
}
