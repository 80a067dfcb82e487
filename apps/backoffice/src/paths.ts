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
  lockerHistory: (locker: string) => `/lockers/${locker}/history`,
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
  customers: () => '/customers',
  newCustomer: () => '/customers/new',
  customer: (customer: string) => `/customers/${customer}`,
  editCustomer: (customer: string) => `/customers/${customer}/edit`,
  activity: (filters: Filters = {}) => `/activity${searchText(filters)}`,
  privacy: () => '/privacy',
  keys: (filters: Filters = {}) => `/keys${searchText(filters)}`,
  newKey: () => '/keys/new',
  health: () => '/health',
}
