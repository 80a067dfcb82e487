import { idOf, uuidOf } from '@cubby/kit/ids'
import { updateLocker } from '@cubby/protocol/operations/lockers/update-locker'
import { machineNews } from '../../changes/topics.ts'
import { route } from '../../http/route.ts'
import { found, wrongField } from '../../http/told.ts'
import { placedLockers, toldLocker } from '../../network/locker-rows.ts'
import { refreshSegments } from '../segments/refresh-segments.ts'
import { tellPlaces } from './tell-places.ts'

export const updateLockerRoute = route(updateLocker, async (call) => {
  const { params, body, trx, now, alsoTell, changes } = call
  const id = uuidOf(params.locker)
  const before = found(
    await trx
      .selectFrom('locker')
      .select(['id', 'name', 'location_id'])
      .where('id', '=', id)
      .forNoKeyUpdate()
      .executeTakeFirst(),
    'locker',
  )
  const location = body.location === undefined ? before.location_id : uuidOf(body.location)
  const name = body.name ?? before.name
  const place = await trx
    .selectFrom('location')
    .select('id')
    .where('id', '=', location)
    .forKeyShare()
    .executeTakeFirst()
  if (!place) throw wrongField('/location', 'not-found', 'there is no such location')
  await trx
    .updateTable('locker')
    .set({ name, location_id: location })
    .where('id', '=', id)
    .execute()
  changes.push({
    thing: params.locker,
    before: { name: before.name, location: idOf('loc', before.location_id) },
    after: { name, location: idOf('loc', location) },
  })
  if (location !== before.location_id) await tellPlaces(call, { lockers: [id] })
  await refreshSegments(call, { lockers: [id] })
  alsoTell.push(...machineNews([params.locker]))
  const row = await placedLockers(trx)
    .select('locker.layout')
    .where('locker.id', '=', id)
    .executeTakeFirstOrThrow()
  return toldLocker(row, now)
})
