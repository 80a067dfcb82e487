import { account } from './de/account.ts'
import { business } from './de/business.ts'
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
}
