import { searchText } from './support/list-search.ts'

type Filters = Readonly<Record<string, string>>

/** Every link in the back office is made here. A route without an entry fails `paths.test.ts`. */
export const to = {
  overview: () => '/',
  signIn: (next?: string) => `/sign-in${searchText({ next: next === '/' ? '' : next })}`,
  account: () => '/account',
  shipments: (filters: Filters = {}) => `/shipments${searchText(filters)}`,
  shipment: (shipment: string) => `/shipments/${shipment}`,
  messages: (filters: Filters = {}) => `/messages${searchText(filters)}`,
  lockers: (filters: Filters = {}) => `/lockers${searchText(filters)}`,
  lockerMap: () => '/map',
  /** The wall is the first tab. */
  locker: (locker: string, filters: Filters = {}) => `/lockers/${locker}${searchText(filters)}`,
  lockerCells: (locker: string) => `/lockers/${locker}/cells`,
  lockerEvents: (locker: string) => `/lockers/${locker}/events`,
  locations: (filters: Filters = {}) => `/locations${searchText(filters)}`,
  newLocation: () => '/locations/new',
  location: (location: string) => `/locations/${location}`,
  editLocation: (location: string) => `/locations/${location}/edit`,
  segments: (filters: Filters = {}) => `/segments${searchText(filters)}`,
  newSegment: () => '/segments/new',
  segment: (segment: string) => `/segments/${segment}`,
  editSegment: (segment: string) => `/segments/${segment}/edit`,
  importNetwork: () => '/import',
  alarms: (filters: Filters = {}) => `/alarms${searchText(filters)}`,
  disputes: (filters: Filters = {}) => `/disputes${searchText(filters)}`,
  dispute: (dispute: string) => `/disputes/${dispute}`,
  organizations: () => '/organizations',
  newOrganization: () => '/organizations/new',
  organization: (organization: string) => `/organizations/${organization}`,
  editOrganization: (organization: string) => `/organizations/${organization}/edit`,
  couriers: (filters: Filters = {}) => `/couriers${searchText(filters)}`,
  newCourier: () => '/couriers/new',
  courier: (courier: string) => `/couriers/${courier}`,
  keys: (filters: Filters = {}) => `/keys${searchText(filters)}`,
  newKey: () => '/keys/new',
  health: () => '/health',
}
