import { account } from './en/account.ts'
import { business } from './en/business.ts'
import { roles } from './en/roles.ts'
import { activity } from './en/activity.ts'
import { deeds } from './en/deeds.ts'
import { places } from './en/places.ts'
import { models } from './en/models.ts'
import { wiring } from './en/wiring.ts'
import { devices } from './en/devices.ts'
import { configuration } from './en/configuration.ts'
import { tenancy } from './en/tenancy.ts'
import { firms } from './en/firms.ts'
import { tariffs } from './en/tariffs.ts'
import { staff } from './en/staff.ts'
import { events } from './en/events.ts'
import { lockers } from './en/lockers.ts'
import { monitoring } from './en/monitoring.ts'
import { shell } from './en/shell.ts'
import { shipments } from './en/shipments.ts'

/** What the back office says. English is the source: the other languages have the same texts with the same holes. */
export const en = {
  ...shell,
  ...account,
  ...monitoring,
  ...lockers,
  ...events,
  ...shipments,
  ...business,
  ...roles,
  ...activity,
  ...deeds,
  ...places,
  ...models,
  ...wiring,
  ...devices,
  ...configuration,
  ...tenancy,
  ...firms,
  ...tariffs,
  ...staff,
} as const
