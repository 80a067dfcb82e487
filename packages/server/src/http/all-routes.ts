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
import { listDisputesRoute } from '../disputes/list-disputes.ts'
import { readDisputeRoute } from '../disputes/read-dispute.ts'
import { resolveDisputeRoute } from '../disputes/resolve-dispute.ts'
import { listMessagesRoute } from '../messages/list-messages.ts'
import { replayMessageRoute } from '../messages/replay-message.ts'
import { createEnrolmentCodeRoute } from '../network/create-enrolment-code.ts'
import { createLockerRoute } from '../network/create-locker.ts'
import { exportLockersRoute } from '../network/export-lockers.ts'
import { listLockersRoute } from '../network/list-lockers.ts'
import { mapLockersRoute } from '../network/map-lockers.ts'
import { readCellsRoute } from '../network/read-cells.ts'
import { readLockerEventsRoute } from '../network/read-events.ts'
import { readLockerRoute } from '../network/read-locker.ts'
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
import { readParcelTimelineRoute } from '../shipments/read-parcel-timeline.ts'
import { readShipmentTimelineRoute } from '../shipments/read-shipment-timeline.ts'
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
import { updateStaffRoute } from '../staff/update-staff.ts'
import { acknowledgeAlarmRoute } from '../upkeep/acknowledge-alarm.ts'
import { listAlarmsRoute } from '../upkeep/list-alarms.ts'
import { listQuarantineRoute } from '../upkeep/list-quarantine.ts'
import { readHealthRoute } from '../upkeep/read-health.ts'
import { resolveEntryRoute } from '../upkeep/resolve-entry.ts'
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
  listDisputesRoute,
  readDisputeRoute,
  resolveDisputeRoute,
  listMessagesRoute,
  replayMessageRoute,
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
  updateStaffRoute,
  acknowledgeAlarmRoute,
  listAlarmsRoute,
  listQuarantineRoute,
  readHealthRoute,
  resolveEntryRoute,
  createWebhookRoute,
  deleteWebhookRoute,
  listWebhooksRoute,
  rotateWebhookSecretRoute,
  testWebhookRoute,
]
