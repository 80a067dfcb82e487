export type OfficeThings = {
  locker: string
  /** One that is being put up. */
  planned: string
  shipment: string
  courier: string
  organization: string
  rental: string
  tariff: string
  offer: string
  webhook: string
  customer: string
  role: string
  staff: string
  activity: string
  location: string
  segment: string
  model: string
  moduleModel: string
}

/** Every page of the back office and its address, by the name of its pictures. */
export const officePages = (things: OfficeThings): Record<string, string> => ({
  ...machines(things),
  ...dealings(things),
  ...work(things),
})

/** Machines and where they stand. */
const machines = (things: OfficeThings) => ({
  map: '/map',
  lockers: '/lockers',
  'locker-wall': `/lockers/${things.locker}`,
  'locker-cells': `/lockers/${things.locker}/cells`,
  'locker-events': `/lockers/${things.locker}/events`,
  'locker-configuration': `/lockers/${things.locker}/configuration`,
  models: '/models',
  'model-new': '/models/new',
  model: `/models/${things.model}`,
  'module-models': '/module-models',
  'module-model-new': '/module-models/new',
  'module-model': `/module-models/${things.moduleModel}`,
  configuration: '/configuration',
  'configuration-many': `/configuration/many?lockers=${things.locker}`,
  'locker-new': '/lockers/new',
  'locker-service': `/lockers/${things.planned}/service`,
  'locker-wiring': `/lockers/${things.planned}/wiring`,
  'locker-wiring-none': `/lockers/${things.locker}/wiring`,
  'locker-devices': `/lockers/${things.planned}/devices`,
  'locker-devices-states': `/lockers/${things.locker}/devices`,
  'locker-wiring-test': `/lockers/${things.planned}/wiring-test`,
  'locker-remodel': `/lockers/${things.planned}/remodel`,
  locations: '/locations',
  location: `/locations/${things.location}`,
  'location-new': '/locations/new',
  'location-edit': `/locations/${things.location}/edit`,
  segments: '/segments',
  segment: `/segments/${things.segment}`,
  'segment-new': '/segments/new',
  'segment-edit': `/segments/${things.segment}/edit`,
  import: '/import',
  'locker-history': `/lockers/${things.locker}/history`,
})

/** People, firms, and what they agreed on. */
const dealings = (things: OfficeThings) => ({
  organizations: '/organizations',
  organization: `/organizations/${things.organization}`,
  'organization-new': '/organizations/new',
  rentals: '/rentals',
  rental: `/rentals/${things.rental}`,
  'rental-edit': `/rentals/${things.rental}/edit`,
  'rental-new': `/rentals/new?locker=${things.locker}`,
  'organization-edit': `/organizations/${things.organization}/edit`,
  'organization-rules': `/organizations/${things.organization}/rules`,
  'organization-messages': `/organizations/${things.organization}/messages`,
  'organization-webhooks': `/organizations/${things.organization}/webhooks`,
  'organization-keys': `/organizations/${things.organization}/keys`,
  'organization-people': `/organizations/${things.organization}/people`,
  tariffs: '/tariffs',
  tariff: `/tariffs/${things.tariff}`,
  'tariff-new': '/tariffs/new',
  offers: '/offers',
  offer: `/offers/${things.offer}`,
  'offer-new': '/offers/new',
  couriers: '/couriers',
  courier: `/couriers/${things.courier}`,
  'courier-edit': `/couriers/${things.courier}/edit`,
  'courier-new': '/couriers/new',
  staff: '/staff',
  'staff-new': '/staff/new',
  'staff-one': `/staff/${things.staff}`,
  'staff-edit': `/staff/${things.staff}/edit`,
  roles: '/roles',
  'role-new': '/roles/new',
  role: `/roles/${things.role}`,
  'role-edit': `/roles/${things.role}/edit`,
  customers: '/customers',
  customer: `/customers/${things.customer}`,
  'customer-new': '/customers/new',
})

/** What goes on, and the system itself. */
const work = (things: OfficeThings) => ({
  overview: '/',
  shipments: '/shipments',
  shipment: `/shipments/${things.shipment}`,
  messages: '/messages',
  alarms: '/alarms',
  disputes: '/disputes',
  webhooks: '/webhooks',
  webhook: `/webhooks/${things.webhook}`,
  'webhook-new': '/webhooks/new',
  'webhook-edit': `/webhooks/${things.webhook}/edit`,
  'sign-in-rules': '/sign-in-rules',
  activity: '/activity',
  'activity-one': `/activity?activity=${things.activity}`,
  privacy: '/privacy',
  keys: '/keys',
  'key-new': '/keys/new',
  health: '/health',
  account: '/account',
})
