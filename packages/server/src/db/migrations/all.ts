import type { Migration } from '../migrate.ts'
import { feed } from './0001-feed.ts'
import { network } from './0002-network.ts'
import { shipments } from './0003-shipments.ts'
import { link } from './0004-link.ts'
import { notifications } from './0005-notifications.ts'
import { shipmentSearch } from './0006-shipment-search.ts'
import { messagesByTime } from './0007-messages-by-time.ts'
import { unansweredCommands } from './0008-unanswered-commands.ts'
import { shipmentStatus } from './0009-shipment-status.ts'
import { staff } from './0010-staff.ts'
import { incidents } from './0011-incidents.ts'
import { shipmentLists } from './0012-shipment-lists.ts'
import { belonging } from './0013-belonging.ts'
import { roles } from './0014-roles.ts'
import { activity } from './0015-activity.ts'
import { places } from './0016-places.ts'
import { models } from './0017-models.ts'
import { wiring } from './0018-wiring.ts'
import { configuration } from './0019-configuration.ts'
import { tenancy } from './0020-tenancy.ts'
import { firms } from './0021-firms.ts'
import { tariffs } from './0022-tariffs.ts'
import { ownStaff } from './0023-own-staff.ts'
import { lists } from './0024-lists.ts'
import { devices } from './0025-devices.ts'

/** The way to today's schema, in order. A step that has shipped is never edited. */
export const allMigrations: readonly Migration[] = [
  feed,
  network,
  shipments,
  link,
  notifications,
  shipmentSearch,
  messagesByTime,
  unansweredCommands,
  shipmentStatus,
  staff,
  incidents,
  shipmentLists,
  belonging,
  roles,
  activity,
  places,
  models,
  wiring,
  configuration,
  tenancy,
  firms,
  tariffs,
  ownStaff,
  lists,
  devices,
]
