import type { Operation } from '../operation.ts'
import { exportActivity, exportActivityLines } from './activity/export-activity.ts'
import { listActivity } from './activity/list-activity.ts'
import { listenForChanges } from './changes/listen-for-changes.ts'
import { blockCell } from './commands/block-cell.ts'
import { openCell } from './commands/open-cell.ts'
import { readCommand } from './commands/read-command.ts'
import { unblockCell } from './commands/unblock-cell.ts'
import { changeConfiguration } from './configuration/change-configuration.ts'
import { changeConfigurations } from './configuration/change-configurations.ts'
import { previewConfiguration } from './configuration/preview-configuration.ts'
import { readConfiguration } from './configuration/read-configuration.ts'
import { createCourier } from './couriers/create-courier.ts'
import { exportCouriers } from './couriers/export-couriers.ts'
import { listCouriers } from './couriers/list-couriers.ts'
import { printCards } from './couriers/print-cards.ts'
import { readCourier } from './couriers/read-courier.ts'
import { resumeCourier } from './couriers/resume-courier.ts'
import { revokeCourier } from './couriers/revoke-courier.ts'
import { createCustomer } from './customers/create-customer.ts'
import { listCustomers } from './customers/list-customers.ts'
import { readCustomer } from './customers/read-customer.ts'
import { removeCustomer } from './customers/remove-customer.ts'
import { updateCustomer } from './customers/update-customer.ts'
import { suspendCourier } from './couriers/suspend-courier.ts'
import { updateCourier } from './couriers/update-courier.ts'
import { listDisputes } from './disputes/list-disputes.ts'
import { readDispute } from './disputes/read-dispute.ts'
import { resolveDispute } from './disputes/resolve-dispute.ts'
import { createKey } from './keys/create-key.ts'
import { listKeys } from './keys/list-keys.ts'
import { revokeKey } from './keys/revoke-key.ts'
import { checkHours } from './locations/check-hours.ts'
import { createLocation } from './locations/create-location.ts'
import { listLocations } from './locations/list-locations.ts'
import { readLocation } from './locations/read-location.ts'
import { removeLocation } from './locations/remove-location.ts'
import { updateLocation } from './locations/update-location.ts'
import { createEnrolmentCode } from './lockers/create-enrolment-code.ts'
import { createLocker } from './lockers/create-locker.ts'
import { exportLockers } from './lockers/export-lockers.ts'
import { listLockers } from './lockers/list-lockers.ts'
import { mapLockers } from './lockers/map-lockers.ts'
import { readCells } from './lockers/read-cells.ts'
import { readLockerEvents } from './lockers/read-events.ts'
import { readLocker } from './lockers/read-locker.ts'
import { updateLocker } from './lockers/update-locker.ts'
import { establishLocker } from './service/establish-locker.ts'
import { previewRemodel } from './service/preview-remodel.ts'
import { remodelLocker } from './service/remodel-locker.ts'
import { putIntoService } from './service/put-into-service.ts'
import { readReadiness } from './service/read-readiness.ts'
import { retireLocker } from './service/retire-locker.ts'
import { takeOutOfService } from './service/take-out-of-service.ts'
import { copyDevices } from './devices/copy-devices.ts'
import { readDevices } from './devices/read-devices.ts'
import { setDevices } from './devices/set-devices.ts'
import { answerWiringTest } from './wiring/answer-wiring-test.ts'
import { openTestDoor } from './wiring/open-test-door.ts'
import { proposeWiring } from './wiring/propose-wiring.ts'
import { readWiring } from './wiring/read-wiring.ts'
import { readWiringTest } from './wiring/read-wiring-test.ts'
import { setWiring } from './wiring/set-wiring.ts'
import { startWiringTest } from './wiring/start-wiring-test.ts'
import { listMessages } from './messages/list-messages.ts'
import { replayMessage } from './messages/replay-message.ts'
import { exportNetwork, exportNetworkLines } from './network/export-network.ts'
import { importNetwork } from './network/import-network.ts'
import { previewImport } from './network/preview-import.ts'
import { createLockerModel } from './models/create-locker-model.ts'
import { createModuleModel } from './models/create-module-model.ts'
import { composeLockerModel } from './models/compose-locker-model.ts'
import { listLockerModels } from './models/list-locker-models.ts'
import { listLockerModelVersions } from './models/list-locker-model-versions.ts'
import { listModuleModels } from './models/list-module-models.ts'
import { listModuleModelVersions } from './models/list-module-model-versions.ts'
import { readLockerModel } from './models/read-locker-model.ts'
import { readModuleModel } from './models/read-module-model.ts'
import { releaseLockerModel } from './models/release-locker-model.ts'
import { releaseModuleModel } from './models/release-module-model.ts'
import { removeLockerModel } from './models/remove-locker-model.ts'
import { removeModuleModel } from './models/remove-module-model.ts'
import { updateLockerModel } from './models/update-locker-model.ts'
import { updateModuleModel } from './models/update-module-model.ts'
import { createOrganization } from './organizations/create-organization.ts'
import { listOrganizations } from './organizations/list-organizations.ts'
import { readOrganization } from './organizations/read-organization.ts'
import { updateOrganization } from './organizations/update-organization.ts'
import { readOverview } from './overview/read-overview.ts'
import { addPhoto } from './photos/add-photo.ts'
import { readPhoto } from './photos/read-photo.ts'
import { removePhoto } from './photos/remove-photo.ts'
import { findParcels } from './parcels/find-parcels.ts'
import { readParcelTimeline } from './parcels/read-parcel-timeline.ts'
import { createRole } from './roles/create-role.ts'
import { listRoles } from './roles/list-roles.ts'
import { readRole } from './roles/read-role.ts'
import { removeRole } from './roles/remove-role.ts'
import { updateRole } from './roles/update-role.ts'
import { endOtherSessions } from './sessions/end-other-sessions.ts'
import { endOwnSession } from './sessions/end-own-session.ts'
import { endSession } from './sessions/end-session.ts'
import { endSessions } from './sessions/end-sessions.ts'
import { listOwnSessions } from './sessions/list-own-sessions.ts'
import { listSessions } from './sessions/list-sessions.ts'
import { changeMembers } from './segments/change-members.ts'
import { createSegment } from './segments/create-segment.ts'
import { listSegments } from './segments/list-segments.ts'
import { previewSegment } from './segments/preview-segment.ts'
import { readSegment } from './segments/read-segment.ts'
import { removeSegment } from './segments/remove-segment.ts'
import { updateSegment } from './segments/update-segment.ts'
import { erasePerson } from './persons/erase-person.ts'
import { exportPerson } from './persons/export-person.ts'
import { readRetention, updateRetention } from './persons/retention.ts'
import { createRental } from './rentals/create-rental.ts'
import { endRental } from './rentals/end-rental.ts'
import { exportRentals } from './rentals/export-rentals.ts'
import { listRentals } from './rentals/list-rentals.ts'
import { readRentalReport } from './rentals/read-rental-report.ts'
import { readRental } from './rentals/read-rental.ts'
import { updateRental } from './rentals/update-rental.ts'
import { announceShipment } from './shipments/announce-shipment.ts'
import { cancelShipment } from './shipments/cancel-shipment.ts'
import { changeRecipient } from './shipments/change-recipient.ts'
import { checkShipment } from './shipments/check-shipment.ts'
import { exportShipments } from './shipments/export-shipments.ts'
import { extendShipment } from './shipments/extend-shipment.ts'
import { listShipments } from './shipments/list-shipments.ts'
import { readCode } from './shipments/read-code.ts'
import { readShipmentTimeline } from './shipments/read-shipment-timeline.ts'
import { readShipment } from './shipments/read-shipment.ts'
import { readStatuses } from './shipments/read-statuses.ts'
import { tellAgain } from './shipments/tell-again.ts'
import { listSignInWays } from './sign-in/list-sign-in-ways.ts'
import { readSignInRules } from './sign-in/read-sign-in-rules.ts'
import { updateSignInRules } from './sign-in/update-sign-in-rules.ts'
import { createStaff } from './staff/create-staff.ts'
import { listStaff } from './staff/list-staff.ts'
import { readMe } from './staff/read-me.ts'
import { readStaff } from './staff/read-staff.ts'
import { removeStaff } from './staff/remove-staff.ts'
import { resetStaff } from './staff/reset-staff.ts'
import { resumeStaff } from './staff/resume-staff.ts'
import { suspendStaff } from './staff/suspend-staff.ts'
import { updateStaff } from './staff/update-staff.ts'
import { acknowledgeAlarm } from './upkeep/acknowledge-alarm.ts'
import { listAlarms } from './upkeep/list-alarms.ts'
import { listQuarantine } from './upkeep/list-quarantine.ts'
import { readHealth } from './upkeep/read-health.ts'
import { resolveEntry } from './upkeep/resolve-entry.ts'
import { createTariff } from './tariffs/create-tariff.ts'
import { listTariffs } from './tariffs/list-tariffs.ts'
import { readTariff } from './tariffs/read-tariff.ts'
import { updateTariff } from './tariffs/update-tariff.ts'
import { retireTariff } from './tariffs/retire-tariff.ts'
import { priceStay } from './tariffs/price-stay.ts'
import { createOffer } from './offers/create-offer.ts'
import { listOffers } from './offers/list-offers.ts'
import { readOffer } from './offers/read-offer.ts'
import { updateOffer } from './offers/update-offer.ts'
import { suspendOrganization } from './organizations/suspend-organization.ts'
import { resumeOrganization } from './organizations/resume-organization.ts'
import { readContacts } from './organizations/read-contacts.ts'
import { setLogo } from './organizations/set-logo.ts'
import { removeLogo } from './organizations/remove-logo.ts'
import { readLogo } from './organizations/read-logo.ts'
import { listTemplates } from './templates/list-templates.ts'
import { readTemplate } from './templates/read-template.ts'
import { setTemplate } from './templates/set-template.ts'
import { previewTemplate } from './templates/preview-template.ts'
import { readWebhook } from './webhooks/read-webhook.ts'
import { updateWebhook } from './webhooks/update-webhook.ts'
import { disableWebhook } from './webhooks/disable-webhook.ts'
import { enableWebhook } from './webhooks/enable-webhook.ts'
import { listDeliveries } from './webhooks/list-deliveries.ts'
import { readDelivery } from './webhooks/read-delivery.ts'
import { replayDelivery } from './webhooks/replay-delivery.ts'
import { replayPeriod } from './webhooks/replay-period.ts'
import { createWebhook } from './webhooks/create-webhook.ts'
import { deleteWebhook } from './webhooks/delete-webhook.ts'
import { listWebhooks } from './webhooks/list-webhooks.ts'
import { rotateWebhookSecret } from './webhooks/rotate-webhook-secret.ts'
import { testWebhook } from './webhooks/test-webhook.ts'

/** Everything the API can do: the server binds each of them, the reference lists them, the tests walk them. */
export const allOperations: readonly Operation[] = [
  listActivity,
  exportActivity,
  exportActivityLines,
  createCustomer,
  listCustomers,
  readCustomer,
  updateCustomer,
  removeCustomer,
  exportPerson,
  erasePerson,
  readRetention,
  updateRetention,
  listenForChanges,
  blockCell,
  openCell,
  readCommand,
  unblockCell,
  changeConfiguration,
  changeConfigurations,
  previewConfiguration,
  readConfiguration,
  createCourier,
  exportCouriers,
  listCouriers,
  readCourier,
  revokeCourier,
  printCards,
  resumeCourier,
  suspendCourier,
  updateCourier,
  listDisputes,
  readDispute,
  resolveDispute,
  createKey,
  listKeys,
  revokeKey,
  checkHours,
  createLocation,
  listLocations,
  readLocation,
  removeLocation,
  updateLocation,
  createEnrolmentCode,
  createLocker,
  exportLockers,
  listLockers,
  mapLockers,
  readCells,
  readLockerEvents,
  readLocker,
  updateLocker,
  establishLocker,
  previewRemodel,
  remodelLocker,
  putIntoService,
  readReadiness,
  retireLocker,
  takeOutOfService,
  answerWiringTest,
  openTestDoor,
  proposeWiring,
  readWiring,
  readWiringTest,
  setWiring,
  readDevices,
  setDevices,
  copyDevices,
  startWiringTest,
  listMessages,
  replayMessage,
  exportNetwork,
  exportNetworkLines,
  importNetwork,
  previewImport,
  createLockerModel,
  createModuleModel,
  composeLockerModel,
  listLockerModels,
  listLockerModelVersions,
  listModuleModels,
  listModuleModelVersions,
  readLockerModel,
  readModuleModel,
  releaseLockerModel,
  releaseModuleModel,
  removeLockerModel,
  removeModuleModel,
  updateLockerModel,
  updateModuleModel,
  createOrganization,
  listOrganizations,
  readOrganization,
  updateOrganization,
  readOverview,
  addPhoto,
  readPhoto,
  removePhoto,
  findParcels,
  readParcelTimeline,
  createRole,
  listRoles,
  readRole,
  removeRole,
  updateRole,
  endOtherSessions,
  endOwnSession,
  endSession,
  endSessions,
  listOwnSessions,
  listSessions,
  changeMembers,
  createSegment,
  listSegments,
  previewSegment,
  readSegment,
  removeSegment,
  updateSegment,
  createRental,
  endRental,
  exportRentals,
  listRentals,
  readRental,
  readRentalReport,
  updateRental,
  announceShipment,
  cancelShipment,
  changeRecipient,
  checkShipment,
  exportShipments,
  extendShipment,
  listShipments,
  readCode,
  readShipmentTimeline,
  readShipment,
  readStatuses,
  tellAgain,
  listSignInWays,
  readSignInRules,
  updateSignInRules,
  createStaff,
  listStaff,
  readMe,
  readStaff,
  removeStaff,
  resetStaff,
  resumeStaff,
  suspendStaff,
  updateStaff,
  acknowledgeAlarm,
  listAlarms,
  listQuarantine,
  readHealth,
  resolveEntry,
  createTariff,
  listTariffs,
  readTariff,
  updateTariff,
  retireTariff,
  priceStay,
  createOffer,
  listOffers,
  readOffer,
  updateOffer,
  suspendOrganization,
  resumeOrganization,
  readContacts,
  setLogo,
  removeLogo,
  readLogo,
  listTemplates,
  readTemplate,
  setTemplate,
  previewTemplate,
  readWebhook,
  updateWebhook,
  disableWebhook,
  enableWebhook,
  listDeliveries,
  readDelivery,
  replayDelivery,
  replayPeriod,
  createWebhook,
  deleteWebhook,
  listWebhooks,
  rotateWebhookSecret,
  testWebhook,
]
