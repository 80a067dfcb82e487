import { uuidOf } from '@cubby/kit/ids'
import { readLocation } from '@cubby/protocol/operations/locations/read-location'
import { route } from '../../http/route.ts'
import { found } from '../../http/told.ts'
import { fullLocations, toldLocation } from './location-rows.ts'
import { isPlaceKnownTo } from './place-known.ts'

export const readLocationRoute = route(readLocation, async ({ params, caller, trx, now }) => {
  const row = await fullLocations(trx)
    .where('location.id', '=', uuidOf(params.location))
    .where(isPlaceKnownTo(caller, now))
    .executeTakeFirst()
  return toldLocation(found(row, 'location'), now)
})
