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
  '/lockers/new': async () =>
    (await import('./pages/lockers/service/NewLockerPage.tsx')).NewLockerPage,
  '/lockers/$locker': async () =>
    (await import('./pages/lockers/LockerWallPage.tsx')).LockerWallPage,
  '/lockers/$locker/cells': async () =>
    (await import('./pages/lockers/LockerCellsPage.tsx')).LockerCellsPage,
  '/lockers/$locker/events': async () =>
    (await import('./pages/lockers/LockerEventsPage.tsx')).LockerEventsPage,
  '/lockers/$locker/history': async () =>
    (await import('./pages/lockers/LockerHistoryPage.tsx')).LockerHistoryPage,
  '/lockers/$locker/configuration': async () =>
    (await import('./pages/lockers/LockerConfigurationPage.tsx')).LockerConfigurationPage,
  '/configuration': async () =>
    (await import('./pages/configuration/ConfigurationPage.tsx')).ConfigurationPage,
  '/configuration/many': async () =>
    (await import('./pages/configuration/many/ManyConfigurationsPage.tsx')).ManyConfigurationsPage,
  '/models': async () => (await import('./pages/models/ModelsPage.tsx')).ModelsPage,
  '/models/$model': async () =>
    (await import('./pages/models/LockerModelPage.tsx')).LockerModelPage,
  '/module-models': async () =>
    (await import('./pages/module-models/ModuleModelsPage.tsx')).ModuleModelsPage,
  '/module-models/$moduleModel': async () =>
    (await import('./pages/module-models/ModuleModelPage.tsx')).ModuleModelPage,
  '/lockers/$locker/service': async () =>
    (await import('./pages/lockers/service/LockerServicePage.tsx')).LockerServicePage,
  '/lockers/$locker/remodel': async () =>
    (await import('./pages/lockers/service/RemodelPage.tsx')).RemodelPage,
  '/lockers/$locker/wiring': async () =>
    (await import('./pages/lockers/wiring/LockerWiringPage.tsx')).LockerWiringPage,
  '/lockers/$locker/devices': async () =>
    (await import('./pages/lockers/devices/LockerDevicesPage.tsx')).LockerDevicesPage,
  '/lockers/$locker/wiring-test': async () =>
    (await import('./pages/lockers/wiring-test/WiringTestPage.tsx')).WiringTestPage,
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
  '/staff': async () => (await import('./pages/staff/StaffPage.tsx')).StaffPage,
  '/staff/new': async () => (await import('./pages/staff/NewStaffPage.tsx')).NewStaffPage,
  '/staff/$staff': async () => (await import('./pages/staff/StaffMemberPage.tsx')).StaffMemberPage,
  '/staff/$staff/edit': async () => (await import('./pages/staff/EditStaffPage.tsx')).EditStaffPage,
  '/roles': async () => (await import('./pages/roles/RolesPage.tsx')).RolesPage,
  '/roles/new': async () => (await import('./pages/roles/NewRolePage.tsx')).NewRolePage,
  '/roles/$role': async () => (await import('./pages/roles/RolePage.tsx')).RolePage,
  '/roles/$role/edit': async () => (await import('./pages/roles/EditRolePage.tsx')).EditRolePage,
  '/sign-in-rules': async () =>
    (await import('./pages/sign-in-rules/SignInRulesPage.tsx')).SignInRulesPage,
  '/rentals': async () => (await import('./pages/rentals/RentalsPage.tsx')).RentalsPage,
  '/rentals/new': async () => (await import('./pages/rentals/NewRentalPage.tsx')).NewRentalPage,
  '/rentals/$rental': async () => (await import('./pages/rentals/RentalPage.tsx')).RentalPage,
  '/rentals/$rental/edit': async () =>
    (await import('./pages/rentals/EditRentalPage.tsx')).EditRentalPage,
  '/organizations/$organization/rules': async () =>
    (await import('./pages/organizations/OrganizationRulesPage.tsx')).OrganizationRulesPage,
  '/organizations/$organization/messages': async () =>
    (await import('./pages/organizations/OrganizationMessagesPage.tsx')).OrganizationMessagesPage,
  '/organizations/$organization/webhooks': async () =>
    (await import('./pages/organizations/OrganizationWebhooksPage.tsx')).OrganizationWebhooksPage,
  '/organizations/$organization/keys': async () =>
    (await import('./pages/organizations/OrganizationKeysPage.tsx')).OrganizationKeysPage,
  '/organizations/$organization/people': async () =>
    (await import('./pages/organizations/OrganizationPeoplePage.tsx')).OrganizationPeoplePage,
  '/tariffs': async () => (await import('./pages/tariffs/TariffsPage.tsx')).TariffsPage,
  '/tariffs/new': async () => (await import('./pages/tariffs/NewTariffPage.tsx')).NewTariffPage,
  '/tariffs/$tariff': async () => (await import('./pages/tariffs/TariffPage.tsx')).TariffPage,
  '/offers': async () => (await import('./pages/offers/OffersPage.tsx')).OffersPage,
  '/offers/new': async () => (await import('./pages/offers/NewOfferPage.tsx')).NewOfferPage,
  '/offers/$offer': async () => (await import('./pages/offers/OfferPage.tsx')).OfferPage,
  '/webhooks': async () => (await import('./pages/webhooks/WebhooksPage.tsx')).WebhooksPage,
  '/webhooks/new': async () => (await import('./pages/webhooks/NewWebhookPage.tsx')).NewWebhookPage,
  '/webhooks/$webhook': async () => (await import('./pages/webhooks/WebhookPage.tsx')).WebhookPage,
  '/webhooks/$webhook/edit': async () =>
    (await import('./pages/webhooks/EditWebhookPage.tsx')).EditWebhookPage,
  '/couriers': async () => (await import('./pages/couriers/CouriersPage.tsx')).CouriersPage,
  '/couriers/new': async () => (await import('./pages/couriers/NewCourierPage.tsx')).NewCourierPage,
  '/couriers/$courier': async () => (await import('./pages/couriers/CourierPage.tsx')).CourierPage,
  '/couriers/$courier/edit': async () =>
    (await import('./pages/couriers/EditCourierPage.tsx')).EditCourierPage,
  '/customers': async () => (await import('./pages/customers/CustomersPage.tsx')).CustomersPage,
  '/customers/new': async () =>
    (await import('./pages/customers/NewCustomerPage.tsx')).NewCustomerPage,
  '/customers/$customer': async () =>
    (await import('./pages/customers/CustomerPage.tsx')).CustomerPage,
  '/customers/$customer/edit': async () =>
    (await import('./pages/customers/EditCustomerPage.tsx')).EditCustomerPage,
  '/activity': async () => (await import('./pages/activity/ActivityPage.tsx')).ActivityPage,
  '/privacy': async () => (await import('./pages/privacy/PrivacyPage.tsx')).PrivacyPage,
  '/keys': async () => (await import('./pages/keys/KeysPage.tsx')).KeysPage,
  '/keys/new': async () => (await import('./pages/keys/NewKeyPage.tsx')).NewKeyPage,
  '/health': async () => (await import('./pages/health/HealthPage.tsx')).HealthPage,
}
