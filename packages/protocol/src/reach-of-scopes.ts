import type { Scope } from './operation.ts'

/**
 * How far permissions carry, for whoever does not reach the whole network: what follows from the operations that ask for them. A
 * test holds both lists against the protocol's, so that no page has to load all of it.
 */

/** Permissions of which something is left when the reach is some lockers. */
export const scopesForLockers: ReadonlySet<Scope> = new Set<Scope>([
  'network:read',
  'shipments:read',
  'shipments:write',
  'codes:read',
  'cells:open',
  'operations:read',
  'incidents:write',
])

/** Permissions of which nothing is left for an organization's own staff. */
export const scopesForNetworkOnly: ReadonlySet<Scope> = new Set<Scope>([
  'network:write',
  'incidents:write',
  'roles:write',
  'models:write',
  'configuration:read',
  'configuration:write',
  'rentals:write',
  'customers:read',
  'customers:write',
  'persons:write',
])
