import { uuidOf } from '@cubby/kit/ids'
import { listLocations } from '@cubby/protocol/operations/locations/list-locations'
import { pageOfRows, rowsFor } from '../../http/pages.ts'
import { route } from '../../http/route.ts'
import { fullLocations, toldLocation } from './location-rows.ts'
import { isPlaceKnownTo } from './place-known.ts'
import { filteredBy } from './location-search.ts'

export const listLocationsRoute = route(listLocations, async ({ query, caller, trx, now }) => {
  const { after, limit, ...filters } = query
  const filter = await filteredBy(trx, filters)
  const rows = await fullLocations(trx)
    .where(filter)
    .where(isPlaceKnownTo(caller, now))
    .$if(after !== undefined, (q) => q.where('location.id', '<', uuidOf(after ?? '')))
    .orderBy('location.id', 'desc')
    .limit(rowsFor(limit))
    .execute()
  return pageOfRows(rows, limit, (row) => toldLocation(row, now))
})
