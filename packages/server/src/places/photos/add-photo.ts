import { AppError } from '@cubby/kit/app-error'
import { must } from '@cubby/kit/assert'
import { isoTime } from '@cubby/kit/clock'
import { uuidOf } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import { addPhoto } from '@cubby/protocol/operations/photos/add-photo'
import { timestamp } from '../../db/tables/column.ts'
import { route } from '../../http/route.ts'
import { found, wrongField } from '../../http/told.ts'
import { isOfType } from './photo-type.ts'

export const addPhotoRoute = route(addPhoto, async (call, ctx) => {
  const { params, trx, now, changes } = call
  const { type, bytes } = must(call.file, 'the operation takes a file')
  if (!isOfType(type, bytes))
    throw wrongField('', 'wrong-format', `the file does not begin as ${type} does`)
  const location = uuidOf(params.location)
  const place = await trx
    .selectFrom('location')
    .select('id')
    .where('id', '=', location)
    .forNoKeyUpdate()
    .executeTakeFirst()
  found(place, 'location')
  const { count } = await trx
    .selectFrom('location_photo')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('location_id', '=', location)
    .executeTakeFirstOrThrow()
  if (Number(count) >= limits.photosPerLocationMax)
    throw new AppError(
      'conflict/state',
      `a location has at most ${limits.photosPerLocationMax} pictures`,
    )
  const id = ctx.ids.mint('pho')
  await trx
    .insertInto('location_photo')
    .values({
      id: uuidOf(id),
      location_id: location,
      type,
      content: bytes,
      created_at: timestamp(now),
    })
    .execute()
  const told = { id, type, bytes: bytes.length, createdAt: isoTime(now) }
  changes.push({ thing: params.location, before: null, after: { photo: told } })
  return told
})
