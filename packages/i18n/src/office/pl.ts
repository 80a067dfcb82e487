import { account } from './pl/account.ts'
import { business } from './pl/business.ts'
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
}
