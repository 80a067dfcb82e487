import { uuidOf } from '@cubby/kit/ids'
import { listLocations } from '@cubby/protocol/operations/locations/list-locations'
import { pageOfRows, rowsFor } from '../http/pages.ts'
import { route } from '../http/route.ts'
import { locationColumns, locationsSeen, toldLocation } from './location-rows.ts'

export const listLocationsRoute = route(listLocations, async ({ query, caller, trx }) => {
  const { after, limit } = query
  const rows = await trx
    .selectFrom('location')
    .select(locationColumns)
    .where(locationsSeen(caller))
    .$if(after !== undefined, (q) => q.where('id', '<', uuidOf(after ?? '')))
    .orderBy('id', 'desc')
    .limit(rowsFor(limit))
    .execute()
  return pageOfRows(rows, limit, toldLocation)
})
