import { uuidOf } from '@cubby/kit/ids'
import { readPhoto } from '@cubby/protocol/operations/photos/read-photo'
import { streamRoute } from '../../http/route.ts'
import { found } from '../../http/told.ts'

export const readPhotoRoute = streamRoute(readPhoto, ({ db }) => ({
  answer: async ({ params }, reply) => {
    const row = await db
      .selectFrom('location_photo')
      .select(['type', 'content'])
      .where('id', '=', uuidOf(params.photo))
      .executeTakeFirst()
    const { type, content } = found(row, 'picture')
    // Nosniff and a policy that lets nothing run come with every answer; a picture never changes.
    return reply
      .type(type)
      .header('content-disposition', 'inline')
      .header('cache-control', 'private, max-age=86400, immutable')
      .send(content)
  },
}))
