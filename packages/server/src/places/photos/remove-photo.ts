import { idOf, uuidOf } from '@cubby/kit/ids'
import { removePhoto } from '@cubby/protocol/operations/photos/remove-photo'
import { route } from '../../http/route.ts'
import { found } from '../../http/told.ts'

export const removePhotoRoute = route(removePhoto, async ({ params, trx, changes }) => {
  const gone = await trx
    .deleteFrom('location_photo')
    .where('id', '=', uuidOf(params.photo))
    .returning(['location_id', 'type'])
    .executeTakeFirst()
  const { location_id: location, type } = found(gone, 'picture')
  const before = { photo: { id: params.photo, type } }
  changes.push({ thing: idOf('loc', location), before, after: null })
  return null
})
