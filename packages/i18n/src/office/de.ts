import { account } from './de/account.ts'
import { business } from './de/business.ts'
import { roles } from './de/roles.ts'
import { activity } from './de/activity.ts'
import { deeds } from './de/deeds.ts'
import { places } from './de/places.ts'
import { models } from './de/models.ts'
import { wiring } from './de/wiring.ts'
import { devices } from './de/devices.ts'
import { configuration } from './de/configuration.ts'
import { tenancy } from './de/tenancy.ts'
import { firms } from './de/firms.ts'
import { tariffs } from './de/tariffs.ts'
import { staff } from './de/staff.ts'
import { events } from './de/events.ts'
import { lockers } from './de/lockers.ts'
import { monitoring } from './de/monitoring.ts'
import { shell } from './de/shell.ts'
import { shipments } from './de/shipments.ts'
import type { OfficeTexts } from './texts.ts'

export const de: OfficeTexts = {
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
}
