/** Every address of the back office and the page that answers it. Pages are fetched when they are first opened. */
export const routes = {
  '/': async () => (await import('./pages/overview/OverviewPage.tsx')).OverviewPage,
  '/map': async () => (await import('./pages/map/MapPage.tsx')).MapPage,
  '/account': async () => (await import('./pages/account/AccountPage.tsx')).AccountPage,
  '/shipments': async () => (await import('./pages/shipments/ShipmentsPage.tsx')).ShipmentsPage,
  '/shipments/$shipment': async () =>
    (await import('./pages/shipments/ShipmentPage.tsx')).ShipmentPage,
  '/messages': async () => (await import('./pages/messages/MessagesPage.tsx')).MessagesPage,
  '/lockers': async () => (await import('./pages/lockers/LockersPage.tsx')).LockersPage,
  '/lockers/$locker': async () =>
    (await import('./pages/lockers/LockerWallPage.tsx')).LockerWallPage,
  '/lockers/$locker/cells': async () =>
    (await import('./pages/lockers/LockerCellsPage.tsx')).LockerCellsPage,
  '/lockers/$locker/events': async () =>
    (await import('./pages/lockers/LockerEventsPage.tsx')).LockerEventsPage,
  '/locations': async () => (await import('./pages/locations/LocationsPage.tsx')).LocationsPage,
  '/locations/new': async () =>
    (await import('./pages/locations/NewLocationPage.tsx')).NewLocationPage,
  '/locations/$location': async () =>
    (await import('./pages/locations/LocationPage.tsx')).LocationPage,
  '/locations/$location/edit': async () =>
    (await import('./pages/locations/EditLocationPage.tsx')).EditLocationPage,
  '/segments': async () => (await import('./pages/segments/SegmentsPage.tsx')).SegmentsPage,
  '/segments/new': async () => (await import('./pages/segments/NewSegmentPage.tsx')).NewSegmentPage,
  '/segments/$segment': async () => (await import('./pages/segments/SegmentPage.tsx')).SegmentPage,
  '/segments/$segment/edit': async () =>
    (await import('./pages/segments/EditSegmentPage.tsx')).EditSegmentPage,
  '/import': async () => (await import('./pages/import/ImportPage.tsx')).ImportPage,
  '/alarms': async () => (await import('./pages/alarms/AlarmsPage.tsx')).AlarmsPage,
  '/disputes': async () => (await import('./pages/disputes/DisputesPage.tsx')).DisputesPage,
  '/disputes/$dispute': async () => (await import('./pages/disputes/DisputePage.tsx')).DisputePage,
  '/organizations': async () =>
    (await import('./pages/organizations/OrganizationsPage.tsx')).OrganizationsPage,
  '/organizations/new': async () =>
    (await import('./pages/organizations/NewOrganizationPage.tsx')).NewOrganizationPage,
  '/organizations/$organization': async () =>
    (await import('./pages/organizations/OrganizationPage.tsx')).OrganizationPage,
  '/organizations/$organization/edit': async () =>
    (await import('./pages/organizations/EditOrganizationPage.tsx')).EditOrganizationPage,
  '/couriers': async () => (await import('./pages/couriers/CouriersPage.tsx')).CouriersPage,
  '/couriers/new': async () => (await import('./pages/couriers/NewCourierPage.tsx')).NewCourierPage,
  '/couriers/$courier': async () => (await import('./pages/couriers/CourierPage.tsx')).CourierPage,
  '/keys': async () => (await import('./pages/keys/KeysPage.tsx')).KeysPage,
  '/keys/new': async () => (await import('./pages/keys/NewKeyPage.tsx')).NewKeyPage,
  '/health': async () => (await import('./pages/health/HealthPage.tsx')).HealthPage,
}
