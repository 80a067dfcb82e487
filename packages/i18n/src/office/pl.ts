import { account } from './pl/account.ts'
import { business } from './pl/business.ts'
import { roles } from './pl/roles.ts'
import { activity } from './pl/activity.ts'
import { deeds } from './pl/deeds.ts'
import { places } from './pl/places.ts'
import { models } from './pl/models.ts'
import { wiring } from './pl/wiring.ts'
import { devices } from './pl/devices.ts'
import { configuration } from './pl/configuration.ts'
import { tenancy } from './pl/tenancy.ts'
import { firms } from './pl/firms.ts'
import { tariffs } from './pl/tariffs.ts'
import { staff } from './pl/staff.ts'
import { events } from './pl/events.ts'
import { lockers } from './pl/lockers.ts'
import { monitoring } from './pl/monitoring.ts'
import { shell } from './pl/shell.ts'
import { shipments } from './pl/shipments.ts'
import type { OfficeTexts } from './texts.ts'

export const pl: OfficeTexts = {
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
