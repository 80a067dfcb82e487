import { uuidOf } from '@cubby/kit/ids'
import { establishLocker } from '@cubby/protocol/operations/service/establish-locker'
import { timestamp } from '../db/tables/column.ts'
import { route } from '../http/route.ts'
import { checkPlace } from '../network/create-locker.ts'
import { layoutChange } from '../network/locker-rows.ts'
import { tellPlaces } from '../places/lockers/tell-places.ts'
import { refreshSegments } from '../places/segments/refresh-segments.ts'
import { newLayoutFrom } from './composed.ts'
import { serviceChange, tellScreens, toldLockerNow } from './machine-rows.ts'

export const establishLockerRoute = route(establishLocker, async (call, ctx) => {
  const { body, trx, now } = call
  await checkPlace(trx, body.location)
  const layout = await newLayoutFrom(trx, body, ctx.ids)
  const id = ctx.ids.mint('lck')
  await trx
    .insertInto('locker')
    .values({
      id: uuidOf(id),
      location_id: uuidOf(body.location),
      name: body.name,
      layout: JSON.stringify(layout),
      layout_version: 1,
      model_id: uuidOf(body.model),
      model_version: body.version,
      service: 'planned',
      service_since: timestamp(now),
      wiring_vouched: false,
      created_at: timestamp(now),
    })
    .execute()
  call.feed.push(layoutChange(id, layout), serviceChange(id, 'planned'))
  await tellPlaces(call, { lockers: [uuidOf(id)] })
  await refreshSegments(call, { lockers: [uuidOf(id)] })
  tellScreens(call, id)
  const told = await toldLockerNow(trx, id, now)
  const { layout: _layout, ...kept } = told
  call.changes.push({ thing: id, before: null, after: kept })
  return told
})
