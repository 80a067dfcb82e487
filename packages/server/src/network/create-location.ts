import { uuidOf } from '@cubby/kit/ids'
import { createLocation } from '@cubby/protocol/operations/locations/create-location'
import { timestamp } from '../db/tables/column.ts'
import { route } from '../http/route.ts'
import { wrongField } from '../http/told.ts'
import { locationColumns, toldLocation } from './location-rows.ts'

export const createLocationRoute = route(
  createLocation,
  async ({ body, trx, now, changes }, ctx) => {
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
    const after = toldLocation(row)
    changes.push({ thing: after.id, before: null, after })
    return after
  },
)

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
