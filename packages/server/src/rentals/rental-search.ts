import type { Instant } from '@cubby/kit/clock'
import { uuidOf } from '@cubby/kit/ids'
import type { RentalReply } from '@cubby/protocol/operations/rentals/rental-shapes'
import { type Kysely, sql } from 'kysely'
import type { Db } from '../db/tables.ts'
import { timestamp } from '../db/tables/column.ts'

type Filters = {
  /** As in the database; null: everybody's. */
  organization: string | null
  locker?: string | undefined
  state?: RentalReply['state'] | undefined
  at?: Instant | undefined
  /** Those that ran at some time of it. */
  within?: { from: Instant; until: Instant } | undefined
  now: Instant
}

/** When a rental's cells stop being the tenant's; as `endOf` reckons it. */
const end = sql<Instant>`least(until_at, coalesce(ended_at, until_at))`

/** Rentals that all of the filters let through. */
export const filteredRentals = (db: Kysely<Db>, filters: Filters) => {
  const { organization, locker, state, at, within, now } = filters
  const moment = timestamp(now)
  return db
    .selectFrom('rental')
    .$if(organization !== null, (q) => q.where('organization_id', '=', organization ?? ''))
    .$if(locker !== undefined, (q) => q.where('locker_id', '=', uuidOf(locker ?? '')))
    .$if(at !== undefined, (q) =>
      q.where('from_at', '<=', timestamp(at ?? now)).where(end, '>', timestamp(at ?? now)),
    )
    .$if(within !== undefined, (q) =>
      q
        .where('from_at', '<', timestamp(within?.until ?? now))
        .where(end, '>', timestamp(within?.from ?? now)),
    )
    .$if(state === 'over', (q) => q.where(end, '<=', moment))
    .$if(state === 'to-come', (q) => q.where('from_at', '>', moment).where(end, '>', moment))
    .$if(state === 'running', (q) => q.where('from_at', '<=', moment).where(end, '>', moment))
}
