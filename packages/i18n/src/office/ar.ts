import { account } from './ar/account.ts'
import { business } from './ar/business.ts'
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
}
