import { uuidOf } from '@cubby/kit/ids'
import { createLocation } from '@cubby/protocol/operations/locations/create-location'
import { timestamp } from '../db/tables/column.ts'
import { route } from '../http/route.ts'
import { wrongField } from '../http/told.ts'
import { locationColumns, toldLocation } from './location-rows.ts'
import { isTimeZone } from './time-zone.ts'

export const createLocationRoute = route(createLocation, async ({ body, trx, now }, ctx) => {
  if (!isTimeZone(body.timeZone))
    throw wrongField('/timeZone', 'not-found', 'is no time zone that is known here')
  const row = await trx
    .insertInto('location')
    .values({
      id: uuidOf(ctx.ids.mint('loc')),
      name: body.name,
      address: JSON.stringify(body.address),
      latitude: body.latitude,
      longitude: body.longitude,
      time_zone: body.timeZone,
      created_at: timestamp(now),
    })
    .returning(locationColumns)
    .executeTakeFirstOrThrow()
  return toldLocation(row)
})
