import { account } from './ar/account.ts'
import { business } from './ar/business.ts'
import { roles } from './ar/roles.ts'
import { activity } from './ar/activity.ts'
import { deeds } from './ar/deeds.ts'
import { places } from './ar/places.ts'
import { models } from './ar/models.ts'
import { wiring } from './ar/wiring.ts'
import { devices } from './ar/devices.ts'
import { configuration } from './ar/configuration.ts'
import { tenancy } from './ar/tenancy.ts'
import { firms } from './ar/firms.ts'
import { tariffs } from './ar/tariffs.ts'
import { staff } from './ar/staff.ts'
import { events } from './ar/events.ts'
import { lockers } from './ar/lockers.ts'
import { monitoring } from './ar/monitoring.ts'
import { shell } from './ar/shell.ts'
import { shipments } from './ar/shipments.ts'
import type { OfficeTexts } from './texts.ts'

export const ar: OfficeTexts = {
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
