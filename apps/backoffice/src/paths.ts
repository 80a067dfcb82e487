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
  alarms: (filters: Filters = {}) => `/alarms${searchText(filters)}`,
  disputes: (filters: Filters = {}) => `/disputes${searchText(filters)}`,
  dispute: (dispute: string) => `/disputes/${dispute}`,
  organizations: () => '/organizations',
  newOrganization: () => '/organizations/new',
  organization: (organization: string) => `/organizations/${organization}`,
  editOrganization: (organization: string) => `/organizations/${organization}/edit`,
  rentals: (filters: Filters = {}) => `/rentals${searchText(filters)}`,
  newRental: () => '/rentals/new',
  rental: (rental: string) => `/rentals/${rental}`,
  editRental: (rental: string) => `/rentals/${rental}/edit`,
  couriers: (filters: Filters = {}) => `/couriers${searchText(filters)}`,
  newCourier: () => '/couriers/new',
  courier: (courier: string) => `/couriers/${courier}`,
  editCourier: (courier: string) => `/couriers/${courier}/edit`,
  keys: (filters: Filters = {}) => `/keys${searchText(filters)}`,
  newKey: () => '/keys/new',
  health: () => '/health',
}
