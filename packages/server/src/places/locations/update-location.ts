import { uuidOf } from '@cubby/kit/ids'
import type { LocationReply } from '@cubby/protocol/operations/locations/location-shapes'
import { updateLocation } from '@cubby/protocol/operations/locations/update-location'
import { machineNews } from '../../changes/topics.ts'
import { route } from '../../http/route.ts'
import { found, wrongFields } from '../../http/told.ts'
import { withoutUndefined } from '../../http/without-undefined.ts'
import { tellPlaces } from '../lockers/tell-places.ts'
import { refreshSegments } from '../segments/refresh-segments.ts'
import { fullLocations, kept, toldLocation } from './location-rows.ts'
import { codeTaken, isTaken, locationTroubles, openMinutes } from './location-values.ts'

export const updateLocationRoute = route(updateLocation, async (call) => {
  const { params, body, trx, now, alsoTell, changes } = call
  const id = uuidOf(params.location)
  const one = fullLocations(trx).where('location.id', '=', id)
  const held = await trx
    .selectFrom('location')
    .select('id')
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  found(held, 'location')
  const before = toldLocation(await one.executeTakeFirstOrThrow(), now)
  const next = { ...before, ...withoutUndefined(body) }
  const troubles = locationTroubles(next)
  if (troubles.length > 0) throw wrongFields(troubles)
  const update = trx
    .updateTable('location')
    .set({
      name: next.name,
      code: next.code,
      address: JSON.stringify(next.address),
      latitude: next.latitude,
      longitude: next.longitude,
      time_zone: next.timeZone,
      opening_hours: next.openingHours,
      open_minutes: openMinutes(next.openingHours, next.address.country),
      courier_hours: next.courierHours,
      closures: JSON.stringify(next.closures),
      directions: JSON.stringify(next.directions),
      status: next.status,
    })
    .where('id', '=', id)
    .execute()
  await update.catch((error: unknown) => {
    throw isTaken(error, 'location_code') ? codeTaken() : error
  })
  const after = toldLocation(await one.executeTakeFirstOrThrow(), now)
  changes.push({ thing: params.location, before: kept(before), after: kept(after) })
  if (isNews(before, after)) await tellPlaces(call, { locations: [id] })
  await refreshSegments(call, { locations: [id] })
  alsoTell.push(...machineNews([]))
  return after
})

/** What the machines that stand there show of it. */
const isNews = (before: LocationReply, after: LocationReply) =>
  before.name !== after.name ||
  before.address.city !== after.address.city ||
  before.timeZone !== after.timeZone
