import { kindsSendingEverywhere } from '@cubby/domain/organizations/capabilities'
import type { Instant } from '@cubby/kit/clock'
import { type RawBuilder, sql } from 'kysely'
import type { Caller } from '../../http/caller.ts'
import { isKnownToCaller } from '../../rentals/whose-cells.ts'

/** A place of which the caller may know: who sends to any and the network operator know all, others those with a locker that they know. */
export const isPlaceKnownTo = (caller: Caller, now: Instant): RawBuilder<boolean> =>
  caller.organization === null && caller.lockers === null
    ? sql<boolean>`true`
    : sql<boolean>`(
        exists (select from organization o where o.id = ${caller.organization}
          and o.kind = any (${kindsSendingEverywhere()}::text[]))
        or exists (select from locker
          where locker.location_id = location.id and ${isKnownToCaller(caller, now)}))`
