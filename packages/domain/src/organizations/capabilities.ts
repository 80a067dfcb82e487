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

/**
 * `announce` shipments · `carry` those of others · `rent` cells · `sell` goods · `employ` couriers · `share` the cells that nobody
 * rents.
 */
export const capabilities = ['announce', 'carry', 'rent', 'sell', 'employ', 'share'] as const
export type Capability = (typeof capabilities)[number]

const able: Record<OrganizationKind, readonly Capability[]> = {
  shop: ['announce', 'rent', 'sell', 'share'],
  'delivery-operator': ['announce', 'carry', 'rent', 'employ', 'share'],
  // Its own people fetch and bring what it cleans or mends.
  service: ['announce', 'rent', 'sell', 'employ', 'share'],
  // Its people fill the cells.
  'vending-operator': ['rent', 'sell', 'employ', 'share'],
  // It is where it rents, and nowhere else.
  tenant: ['announce', 'rent', 'employ'],
  'network-operator': ['announce', 'carry', 'sell', 'employ', 'share'],
}

/** Whether an organization of this kind may do this. */
export const isAble = (kind: OrganizationKind, capability: Capability): boolean =>
  able[kind].includes(capability)

/** All kinds that may do this. */
export const kindsAbleTo = (capability: Capability): OrganizationKind[] =>
  organizationKinds.filter((kind) => isAble(kind, capability))

/** Kinds whose couriers lockers know wherever the organization works; those of the others only where it rents cells. */
export const kindsWorkingEverywhere = (): OrganizationKind[] =>
  kindsAbleTo('employ').filter((kind) => isAble(kind, 'share'))

/** Kinds that send to any locker: what they announce is put in by the people of others. */
export const kindsSendingEverywhere = (): OrganizationKind[] =>
  kindsAbleTo('announce').filter((kind) => isAble(kind, 'share') && !isAble(kind, 'employ'))
