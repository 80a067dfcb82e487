import { idOf } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import { mapLockers } from '@cubby/protocol/operations/lockers/map-lockers'
import { sql } from 'kysely'
import { route } from '../http/route.ts'
import { isKnownToCaller } from '../rentals/whose-cells.ts'
import { linkNow } from './locker-search.ts'

export const mapLockersRoute = route(mapLockers, async ({ caller, trx, now }) => {
  const rows = await trx
    .selectFrom('locker')
    .innerJoin('location', 'location.id', 'locker.location_id')
    .select(['locker.id', 'locker.name', 'location.name as place', 'latitude', 'longitude'])
    .select([sql<string>`location.address ->> 'city'`.as('city'), linkNow(now).as('link')])
    .where(isKnownToCaller(caller, now))
    .orderBy('locker.name')
    .orderBy('locker.id')
    .limit(limits.mappedLockersMax + 1)
    .execute()
  return {
    items: rows
      .slice(0, limits.mappedLockersMax)
      .map((row) => ({ ...row, id: idOf('lck', row.id) })),
    isCut: rows.length > limits.mappedLockersMax,
  }
})
