import { account } from './en/account.ts'
import { business } from './en/business.ts'
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
} as const
