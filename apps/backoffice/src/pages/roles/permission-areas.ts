import type { Scope } from '@cubby/protocol/operation'

/** Everything that a role may allow, as people look for it. The compiler holds the list against the protocol's. */
const areaOf = {
  'network:read': 'network',
  'network:write': 'network',
  'cells:open': 'network',
  'models:write': 'network',
  'configuration:read': 'network',
  'configuration:write': 'network',
  'shipments:read': 'parcels',
  'shipments:write': 'parcels',
  'codes:read': 'parcels',
  'messages:read': 'parcels',
  'organizations:read': 'business',
  'organizations:write': 'business',
  'rentals:read': 'business',
  'rentals:write': 'business',
  'tariffs:read': 'business',
  'tariffs:write': 'business',
  'couriers:read': 'people',
  'couriers:write': 'people',
  'customers:read': 'people',
  'customers:write': 'people',
  'persons:write': 'people',
  'staff:read': 'people',
  'staff:write': 'people',
  'roles:write': 'people',
  'operations:read': 'system',
  'operations:write': 'system',
  'incidents:write': 'system',
  'webhooks:read': 'system',
  'webhooks:write': 'system',
  'keys:read': 'system',
  'keys:write': 'system',
  'activity:read': 'system',
} as const satisfies Record<Scope, string>

const areas = ['network', 'parcels', 'business', 'people', 'system'] as const
type Area = (typeof areas)[number]

const permissions = Object.keys(areaOf) as Scope[]

/** The areas with their permissions, in the order in which they are shown. */
export const permissionAreas: readonly { area: Area; permissions: readonly Scope[] }[] = areas.map(
  (area) => ({ area, permissions: permissions.filter((scope) => areaOf[scope] === area) }),
)
