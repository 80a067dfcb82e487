import { idOf, uuidOf } from '@cubby/kit/ids'
import { createLocation } from '@cubby/protocol/operations/locations/create-location'
import { timestamp } from '../../db/tables/column.ts'
import { route } from '../../http/route.ts'
import { wrongFields } from '../../http/told.ts'
import { fullLocations, kept, toldLocation } from './location-rows.ts'
import { codeTaken, locationTroubles, openMinutes, timeZoneAt } from './location-values.ts'

export const createLocationRoute = route(createLocation, async (call, ctx) => {
  const { body, trx, now, changes } = call
  const timeZone = body.timeZone ?? timeZoneAt(body.latitude, body.longitude)
  const troubles = locationTroubles({ ...body, timeZone })
  if (troubles.length > 0) throw wrongFields(troubles)
  const id = uuidOf(ctx.ids.mint('loc'))
  const added = await trx
    .insertInto('location')
    .values({
      id,
      name: body.name,
      code: body.code,
      address: JSON.stringify(body.address),
      latitude: body.latitude,
      longitude: body.longitude,
      time_zone: timeZone,
      opening_hours: body.openingHours,
      open_minutes: openMinutes(body.openingHours, body.address.country),
      courier_hours: body.courierHours,
      closures: JSON.stringify(body.closures),
      directions: JSON.stringify(body.directions),
      status: body.status,
      created_at: timestamp(now),
    })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) throw codeTaken()
  const row = await fullLocations(trx).where('location.id', '=', id).executeTakeFirstOrThrow()
  const told = toldLocation(row, now)
  changes.push({ thing: idOf('loc', id), before: null, after: kept(told) })
  return told
})
