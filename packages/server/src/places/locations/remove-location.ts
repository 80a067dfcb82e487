import { AppError } from '@cubby/kit/app-error'
import { uuidOf } from '@cubby/kit/ids'
import { removeLocation } from '@cubby/protocol/operations/locations/remove-location'
import { route } from '../../http/route.ts'
import { found } from '../../http/told.ts'
import { fullLocations, kept, toldLocation } from './location-rows.ts'

export const removeLocationRoute = route(removeLocation, async ({ params, trx, now, changes }) => {
  const id = uuidOf(params.location)
  // Locked against a locker that is being put there.
  const held = await trx
    .selectFrom('location')
    .select('id')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  found(held, 'location')
  const row = await fullLocations(trx).where('location.id', '=', id).executeTakeFirstOrThrow()
  if (row.lockers > 0)
    throw new AppError('conflict/state', `${row.lockers} lockers stand at this location`, {
      extra: { lockers: row.lockers },
    })
  await trx.deleteFrom('location').where('id', '=', id).execute()
  changes.push({ thing: params.location, before: kept(toldLocation(row, now)), after: null })
  return null
})
