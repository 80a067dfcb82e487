/** What an organization is; what it may do follows from it. */
export const organizationKinds = [
  'shop',
  'delivery-operator',
  'service',
  'vending-operator',
  'tenant',
  'network-operator',
] as const
export type OrganizationKind = (typeof organizationKinds)[number]

/** `announce` shipments · `carry` those of others · `rent` cells · `sell` goods · `employ` couriers. */
export const capabilities = ['announce', 'carry', 'rent', 'sell', 'employ'] as const
export type Capability = (typeof capabilities)[number]

const able: Record<OrganizationKind, readonly Capability[]> = {
  shop: ['announce', 'rent', 'sell'],
  'delivery-operator': ['announce', 'carry', 'rent', 'employ'],
  // Its own people fetch and bring what it cleans or mends.
  service: ['announce', 'rent', 'sell', 'employ'],
  // Its people fill the cells.
  'vending-operator': ['rent', 'sell', 'employ'],
  tenant: ['announce', 'rent', 'employ'],
  'network-operator': ['announce', 'carry', 'rent', 'sell', 'employ'],
}

/** Whether an organization of this kind may do this. */
export const isAble = (kind: OrganizationKind, capability: Capability): boolean =>
  able[kind].includes(capability)

/** All kinds that may do this. */
export const kindsAbleTo = (capability: Capability): OrganizationKind[] =>
  organizationKinds.filter((kind) => isAble(kind, capability))

/**
 * Kinds whose couriers lockers know wherever the organization works. A tenant's are known only where it rents cells.
 */
export const kindsWorkingEverywhere = (): OrganizationKind[] =>
  kindsAbleTo('employ').filter((kind) => kind !== 'tenant')
