import { uuidOf } from '@cubby/kit/ids'
import { readLocation } from '@cubby/protocol/operations/locations/read-location'
import { route } from '../http/route.ts'
import { found } from '../http/told.ts'
import { locationColumns, locationsSeen, toldLocation } from './location-rows.ts'

export const readLocationRoute = route(readLocation, async ({ params, caller, trx }) => {
  const row = await trx
    .selectFrom('location')
    .select(locationColumns)
    .where('id', '=', uuidOf(params.location))
    .where(locationsSeen(caller))
    .executeTakeFirst()
  return toldLocation(found(row, 'location'))
})
