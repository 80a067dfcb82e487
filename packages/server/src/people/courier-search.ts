import type { courierFilters } from '@cubby/protocol/operations/couriers/list-couriers'
import type { Kysely } from 'kysely'
import type { z } from 'zod'
import type { Db } from '../db/tables.ts'
import { anywhere } from '../lists/like.ts'

type Filters = Omit<z.infer<z.ZodObject<typeof courierFilters>>, 'organization'>

/** Couriers that all of the filters let through. `organization` (a UUID): whose the caller may see. */
export const filteredCouriers = (
  db: Kysely<Db>,
  { q: name, state }: Filters,
  organization: string | null,
) =>
  db
    .selectFrom('courier')
    .$if(organization !== null, (q) => q.where('organization_id', '=', organization ?? ''))
    .$if(name !== undefined, (q) => q.where('name', 'ilike', anywhere(name ?? '')))
    .$if(state === 'working', (q) =>
      q.where('revoked_at', 'is', null).where('suspended_at', 'is', null),
    )
    .$if(state === 'suspended', (q) =>
      q.where('revoked_at', 'is', null).where('suspended_at', 'is not', null),
    )
    .$if(state === 'revoked', (q) => q.where('revoked_at', 'is not', null))
