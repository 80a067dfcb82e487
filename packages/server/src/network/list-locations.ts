import { uuidOf } from '@cubby/kit/ids'
import { listLocations } from '@cubby/protocol/operations/locations/list-locations'
import { pageOfRows, rowsFor } from '../http/pages.ts'
import { route } from '../http/route.ts'
import { isPlaceKnownTo, locationColumns, toldLocation } from './location-rows.ts'

export const listLocationsRoute = route(listLocations, async ({ query, caller, trx, now }) => {
  const { after, limit } = query
  const rows = await trx
    .selectFrom('location')
    .select(locationColumns)
    .$if(after !== undefined, (q) => q.where('id', '<', uuidOf(after ?? '')))
    .where(isPlaceKnownTo(caller, now))
    .orderBy('id', 'desc')
    .limit(rowsFor(limit))
    .execute()
  return pageOfRows(rows, limit, toldLocation)
})
