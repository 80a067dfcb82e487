import { account } from './ru/account.ts'
import { business } from './ru/business.ts'
import { roles } from './ru/roles.ts'
import { activity } from './ru/activity.ts'
import { deeds } from './ru/deeds.ts'
import { places } from './ru/places.ts'
import { models } from './ru/models.ts'
import { wiring } from './ru/wiring.ts'
import { devices } from './ru/devices.ts'
import { configuration } from './ru/configuration.ts'
import { tenancy } from './ru/tenancy.ts'
import { firms } from './ru/firms.ts'
import { tariffs } from './ru/tariffs.ts'
import { staff } from './ru/staff.ts'
import { events } from './ru/events.ts'
import { lockers } from './ru/lockers.ts'
import { monitoring } from './ru/monitoring.ts'
import { shell } from './ru/shell.ts'
import { shipments } from './ru/shipments.ts'
import type { OfficeTexts } from './texts.ts'

export const ru: OfficeTexts = {
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
