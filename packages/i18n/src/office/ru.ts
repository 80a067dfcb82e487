import { account } from './ru/account.ts'
import { business } from './ru/business.ts'
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
}
