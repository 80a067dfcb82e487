import { exportActivityLinesRoute, exportActivityRoute } from '../activity/export-activity.ts'
import { listActivityRoute } from '../activity/list-activity.ts'
import { listenForChangesRoute } from '../changes/listen-for-changes.ts'
import { blockCellRoute } from '../commands/block-cell.ts'
import { openCellRoute } from '../commands/open-cell.ts'
import { readCommandRoute } from '../commands/read-command.ts'
import { unblockCellRoute } from '../commands/unblock-cell.ts'
import { createCustomerRoute } from '../customers/create-customer.ts'
import { listCustomersRoute } from '../customers/list-customers.ts'
import { readCustomerRoute } from '../customers/read-customer.ts'
import { removeCustomerRoute } from '../customers/remove-customer.ts'
import { updateCustomerRoute } from '../customers/update-customer.ts'
import { changeConfigurationRoute } from '../configuration/change-configuration.ts'
import { changeConfigurationsRoute } from '../configuration/change-configurations.ts'
import { previewConfigurationRoute } from '../configuration/preview-configuration.ts'
import { readConfigurationRoute } from '../configuration/read-configuration.ts'
import { listDisputesRoute } from '../disputes/list-disputes.ts'
import { readDisputeRoute } from '../disputes/read-dispute.ts'
import { resolveDisputeRoute } from '../disputes/resolve-dispute.ts'
import { listMessagesRoute } from '../messages/list-messages.ts'
import { replayMessageRoute } from '../messages/replay-message.ts'
import { createLockerModelRoute } from '../models/create-locker-model.ts'
import { createModuleModelRoute } from '../models/create-module-model.ts'
import { composeLockerModelRoute } from '../models/compose-locker-model.ts'
import { listLockerModelsRoute } from '../models/list-locker-models.ts'
import { listLockerModelVersionsRoute } from '../models/list-locker-model-versions.ts'
import { listModuleModelsRoute } from '../models/list-module-models.ts'
import { listModuleModelVersionsRoute } from '../models/list-module-model-versions.ts'
import { readLockerModelRoute } from '../models/read-locker-model.ts'
import { readModuleModelRoute } from '../models/read-module-model.ts'
import { releaseLockerModelRoute } from '../models/release-locker-model.ts'
import { releaseModuleModelRoute } from '../models/release-module-model.ts'
import { removeLockerModelRoute } from '../models/remove-locker-model.ts'
import { removeModuleModelRoute } from '../models/remove-module-model.ts'
import { updateLockerModelRoute } from '../models/update-locker-model.ts'
import { updateModuleModelRoute } from '../models/update-module-model.ts'
import { createEnrolmentCodeRoute } from '../network/create-enrolment-code.ts'
import { createLockerRoute } from '../network/create-locker.ts'
import { exportLockersRoute } from '../network/export-lockers.ts'
import { listLockersRoute } from '../network/list-lockers.ts'
import { mapLockersRoute } from '../network/map-lockers.ts'
import { readCellsRoute } from '../network/read-cells.ts'
import { readLockerEventsRoute } from '../network/read-events.ts'
import { readLockerRoute } from '../network/read-locker.ts'
import { establishLockerRoute } from '../service/establish-locker.ts'
import { previewRemodelRoute } from '../service/preview-remodel.ts'
import { remodelLockerRoute } from '../service/remodel-locker.ts'
import { putIntoServiceRoute } from '../service/put-into-service.ts'
import { readReadinessRoute } from '../service/read-readiness.ts'
import { retireLockerRoute } from '../service/retire-locker.ts'
import { takeOutOfServiceRoute } from '../service/take-out-of-service.ts'
import { copyDevicesRoute } from '../devices/copy-devices.ts'
import { readDevicesRoute } from '../devices/read-devices.ts'
import { setDevicesRoute } from '../devices/set-devices.ts'
import { answerWiringTestRoute } from '../wiring/answer-wiring-test.ts'
import { openTestDoorRoute } from '../wiring/open-test-door.ts'
import { proposeWiringRoute } from '../wiring/propose-wiring.ts'
import { readWiringRoute } from '../wiring/read-wiring.ts'
import { readWiringTestRoute } from '../wiring/read-wiring-test.ts'
import { setWiringRoute } from '../wiring/set-wiring.ts'
import { startWiringTestRoute } from '../wiring/start-wiring-test.ts'
import { createOrganizationRoute } from '../organizations/create-organization.ts'
import { listOrganizationsRoute } from '../organizations/list-organizations.ts'
import { readOrganizationRoute } from '../organizations/read-organization.ts'
import { updateOrganizationRoute } from '../organizations/update-organization.ts'
import { readOverviewRoute } from '../overview/read-overview.ts'
import { createCourierRoute } from '../people/create-courier.ts'
import { createKeyRoute } from '../people/create-key.ts'
import { exportCouriersRoute } from '../people/export-couriers.ts'
import { listCouriersRoute } from '../people/list-couriers.ts'
import { listKeysRoute } from '../people/list-keys.ts'
import { readCourierRoute } from '../people/read-courier.ts'
import { printCardsRoute } from '../people/print-cards.ts'
import { revokeCourierRoute } from '../people/revoke-courier.ts'
import { resumeCourierRoute, suspendCourierRoute } from '../people/suspend-courier.ts'
import { updateCourierRoute } from '../people/update-courier.ts'
import { revokeKeyRoute } from '../people/revoke-key.ts'
import { createRoleRoute } from '../roles/create-role.ts'
import { listRolesRoute } from '../roles/list-roles.ts'
import { readRoleRoute } from '../roles/read-role.ts'
import { removeRoleRoute } from '../roles/remove-role.ts'
import { updateRoleRoute } from '../roles/update-role.ts'
import { endOtherSessionsRoute } from '../sessions/end-other-sessions.ts'
import { endOwnSessionRoute } from '../sessions/end-own-session.ts'
import { endSessionRoute } from '../sessions/end-session.ts'
import { endSessionsRoute } from '../sessions/end-sessions.ts'
import { listOwnSessionsRoute } from '../sessions/list-own-sessions.ts'
import { listSessionsRoute } from '../sessions/list-sessions.ts'
import { exportNetworkLinesRoute, exportNetworkRoute } from '../places/export/export-network.ts'
import { importNetworkRoute, previewImportRoute } from '../places/import/import-network.ts'
import { checkHoursRoute } from '../places/locations/check-hours.ts'
import { createLocationRoute } from '../places/locations/create-location.ts'
import { listLocationsRoute } from '../places/locations/list-locations.ts'
import { readLocationRoute } from '../places/locations/read-location.ts'
import { removeLocationRoute } from '../places/locations/remove-location.ts'
import { updateLocationRoute } from '../places/locations/update-location.ts'
import { updateLockerRoute } from '../places/lockers/update-locker.ts'
import { addPhotoRoute } from '../places/photos/add-photo.ts'
import { readPhotoRoute } from '../places/photos/read-photo.ts'
import { removePhotoRoute } from '../places/photos/remove-photo.ts'
import { changeMembersRoute } from '../places/segments/change-members.ts'
import { createSegmentRoute } from '../places/segments/create-segment.ts'
import { listSegmentsRoute } from '../places/segments/list-segments.ts'
import { previewSegmentRoute } from '../places/segments/preview-segment.ts'
import { readSegmentRoute } from '../places/segments/read-segment.ts'
import { removeSegmentRoute } from '../places/segments/remove-segment.ts'
import { updateSegmentRoute } from '../places/segments/update-segment.ts'
import { erasePersonRoute } from '../persons/erase-person.ts'
import { exportPersonRoute } from '../persons/export-person.ts'
import { readRetentionRoute, updateRetentionRoute } from '../persons/retention.ts'
import { createRentalRoute } from '../rentals/create-rental.ts'
import { endRentalRoute } from '../rentals/end-rental.ts'
import { exportRentalsRoute } from '../rentals/export-rentals.ts'
import { listRentalsRoute } from '../rentals/list-rentals.ts'
import { readRentalReportRoute } from '../rentals/read-rental-report.ts'
import { readRentalRoute } from '../rentals/read-rental.ts'
import { updateRentalRoute } from '../rentals/update-rental.ts'
import { announceShipmentRoute } from '../shipments/announce-shipment.ts'
import { cancelShipmentRoute } from '../shipments/cancel-shipment.ts'
import { changeRecipientRoute } from '../shipments/change-recipient.ts'
import { checkShipmentRoute } from '../shipments/check-shipment.ts'
import { extendShipmentRoute } from '../shipments/extend-shipment.ts'
import { findParcelsRoute } from '../shipments/find-parcels.ts'
import { readCodeRoute } from '../shipments/read-code.ts'
import { readParcelTimelineRoute } from '../shipments/story/read-parcel-timeline.ts'
import { readShipmentTimelineRoute } from '../shipments/story/read-shipment-timeline.ts'
import { readShipmentRoute } from '../shipments/read-shipment.ts'
import { readStatusesRoute } from '../shipments/read-statuses.ts'
import { exportShipmentsRoute } from '../shipments/search/export-shipments.ts'
import { listShipmentsRoute } from '../shipments/search/list-shipments.ts'
import { tellAgainRoute } from '../shipments/tell-again.ts'
import { listSignInWaysRoute } from '../sign-in/list-sign-in-ways.ts'
import { readSignInRulesRoute } from '../sign-in/read-sign-in-rules.ts'
import { updateSignInRulesRoute } from '../sign-in/update-sign-in-rules.ts'
import { createStaffRoute } from '../staff/create-staff.ts'
import { listStaffRoute } from '../staff/list-staff.ts'
import { readMeRoute } from '../staff/read-me.ts'
import { readStaffRoute } from '../staff/read-staff.ts'
import { removeStaffRoute } from '../staff/remove-staff.ts'
import { resetStaffRoute } from '../staff/reset-staff.ts'
import { resumeStaffRoute, suspendStaffRoute } from '../staff/suspend-staff.ts'
import { updateStaffRoute } from '../staff/update-staff.ts'
import { acknowledgeAlarmRoute } from '../upkeep/acknowledge-alarm.ts'
import { listAlarmsRoute } from '../upkeep/list-alarms.ts'
import { listQuarantineRoute } from '../upkeep/list-quarantine.ts'
import { readHealthRoute } from '../upkeep/read-health.ts'
import { resolveEntryRoute } from '../upkeep/resolve-entry.ts'
import { createTariffRoute } from '../tariffs/create-tariff.ts'
import { listTariffsRoute } from '../tariffs/list-tariffs.ts'
import { readTariffRoute } from '../tariffs/read-tariff.ts'
import { updateTariffRoute } from '../tariffs/update-tariff.ts'
import { retireTariffRoute } from '../tariffs/retire-tariff.ts'
import { priceStayRoute } from '../tariffs/price-stay.ts'
import { createOfferRoute } from '../offers/create-offer.ts'
import { listOffersRoute } from '../offers/list-offers.ts'
import { readOfferRoute } from '../offers/read-offer.ts'
import { updateOfferRoute } from '../offers/update-offer.ts'
import {
  suspendOrganizationRoute,
  resumeOrganizationRoute,
} from '../organizations/suspend-organization.ts'
import { readContactsRoute } from '../organizations/read-contacts.ts'
import { setLogoRoute } from '../organizations/logo/set-logo.ts'
import { removeLogoRoute } from '../organizations/logo/remove-logo.ts'
import { readLogoRoute } from '../organizations/logo/read-logo.ts'
import { listTemplatesRoute } from '../templates/list-templates.ts'
import { readTemplateRoute } from '../templates/read-template.ts'
import { setTemplateRoute } from '../templates/set-template.ts'
import { previewTemplateRoute } from '../templates/preview-template.ts'
import { readWebhookRoute } from '../webhooks/read-webhook.ts'
import { updateWebhookRoute } from '../webhooks/update-webhook.ts'
import { disableWebhookRoute, enableWebhookRoute } from '../webhooks/disable-webhook.ts'
import { listDeliveriesRoute } from '../webhooks/list-deliveries.ts'
import { readDeliveryRoute } from '../webhooks/read-delivery.ts'
import { replayDeliveryRoute, replayPeriodRoute } from '../webhooks/replay-deliveries.ts'
import { createWebhookRoute } from '../webhooks/create-webhook.ts'
import { deleteWebhookRoute } from '../webhooks/delete-webhook.ts'
import { listWebhooksRoute } from '../webhooks/list-webhooks.ts'
import { rotateWebhookSecretRoute } from '../webhooks/rotate-webhook-secret.ts'
import { testWebhookRoute } from '../webhooks/test-webhook.ts'
import type { Route, StreamRoute } from './route.ts'

/** Every operation with its handler; `all-routes.test.ts` holds the list against the protocol's. */
export const allRoutes: readonly (Route | StreamRoute)[] = [
  listActivityRoute,
  exportActivityRoute,
  exportActivityLinesRoute,
  createCustomerRoute,
  listCustomersRoute,
  readCustomerRoute,
  updateCustomerRoute,
  removeCustomerRoute,
  exportPersonRoute,
  erasePersonRoute,
  readRetentionRoute,
  updateRetentionRoute,
  listenForChangesRoute,
  blockCellRoute,
  openCellRoute,
  readCommandRoute,
  unblockCellRoute,
  changeConfigurationRoute,
  changeConfigurationsRoute,
  previewConfigurationRoute,
  readConfigurationRoute,
  listDisputesRoute,
  readDisputeRoute,
  resolveDisputeRoute,
  listMessagesRoute,
  replayMessageRoute,
  createLockerModelRoute,
  createModuleModelRoute,
  composeLockerModelRoute,
  listLockerModelsRoute,
  listLockerModelVersionsRoute,
  listModuleModelsRoute,
  listModuleModelVersionsRoute,
  readLockerModelRoute,
  readModuleModelRoute,
  releaseLockerModelRoute,
  releaseModuleModelRoute,
  removeLockerModelRoute,
  removeModuleModelRoute,
  updateLockerModelRoute,
  updateModuleModelRoute,
  createEnrolmentCodeRoute,
  createLocationRoute,
  createLockerRoute,
  exportLockersRoute,
  listLocationsRoute,
  listLockersRoute,
  mapLockersRoute,
  readCellsRoute,
  readLockerEventsRoute,
  readLocationRoute,
  readLockerRoute,
  exportNetworkRoute,
  exportNetworkLinesRoute,
  importNetworkRoute,
  previewImportRoute,
  checkHoursRoute,
  removeLocationRoute,
  updateLocationRoute,
  updateLockerRoute,
  addPhotoRoute,
  readPhotoRoute,
  removePhotoRoute,
  establishLockerRoute,
  previewRemodelRoute,
  remodelLockerRoute,
  putIntoServiceRoute,
  readReadinessRoute,
  retireLockerRoute,
  takeOutOfServiceRoute,
  answerWiringTestRoute,
  openTestDoorRoute,
  proposeWiringRoute,
  readWiringRoute,
  readWiringTestRoute,
  setWiringRoute,
  readDevicesRoute,
  setDevicesRoute,
  copyDevicesRoute,
  startWiringTestRoute,
  createOrganizationRoute,
  listOrganizationsRoute,
  readOrganizationRoute,
  updateOrganizationRoute,
  readOverviewRoute,
  createCourierRoute,
  createKeyRoute,
  exportCouriersRoute,
  listCouriersRoute,
  listKeysRoute,
  readCourierRoute,
  revokeCourierRoute,
  printCardsRoute,
  resumeCourierRoute,
  suspendCourierRoute,
  updateCourierRoute,
  revokeKeyRoute,
  createRoleRoute,
  listRolesRoute,
  readRoleRoute,
  removeRoleRoute,
  updateRoleRoute,
  endOtherSessionsRoute,
  endOwnSessionRoute,
  endSessionRoute,
  endSessionsRoute,
  listOwnSessionsRoute,
  listSessionsRoute,
  changeMembersRoute,
  createSegmentRoute,
  listSegmentsRoute,
  previewSegmentRoute,
  readSegmentRoute,
  removeSegmentRoute,
  updateSegmentRoute,
  createRentalRoute,
  endRentalRoute,
  exportRentalsRoute,
  listRentalsRoute,
  readRentalReportRoute,
  readRentalRoute,
  updateRentalRoute,
  announceShipmentRoute,
  cancelShipmentRoute,
  changeRecipientRoute,
  checkShipmentRoute,
  extendShipmentRoute,
  findParcelsRoute,
  readCodeRoute,
  readParcelTimelineRoute,
  readShipmentTimelineRoute,
  readShipmentRoute,
  readStatusesRoute,
  exportShipmentsRoute,
  listShipmentsRoute,
  tellAgainRoute,
  listSignInWaysRoute,
  readSignInRulesRoute,
  updateSignInRulesRoute,
  createStaffRoute,
  listStaffRoute,
  readMeRoute,
  readStaffRoute,
  removeStaffRoute,
  resetStaffRoute,
  resumeStaffRoute,
  suspendStaffRoute,
  updateStaffRoute,
  acknowledgeAlarmRoute,
  listAlarmsRoute,
  listQuarantineRoute,
  readHealthRoute,
  resolveEntryRoute,
  createTariffRoute,
  listTariffsRoute,
  readTariffRoute,
  updateTariffRoute,
  retireTariffRoute,
  priceStayRoute,
  createOfferRoute,
  listOffersRoute,
  readOfferRoute,
  updateOfferRoute,
  suspendOrganizationRoute,
  resumeOrganizationRoute,
  readContactsRoute,
  setLogoRoute,
  removeLogoRoute,
  readLogoRoute,
  listTemplatesRoute,
  readTemplateRoute,
  setTemplateRoute,
  previewTemplateRoute,
  readWebhookRoute,
  updateWebhookRoute,
  disableWebhookRoute,
  enableWebhookRoute,
  listDeliveriesRoute,
  readDeliveryRoute,
  replayDeliveryRoute,
  replayPeriodRoute,
  createWebhookRoute,
  deleteWebhookRoute,
  listWebhooksRoute,
  rotateWebhookSecretRoute,
  testWebhookRoute,
]
