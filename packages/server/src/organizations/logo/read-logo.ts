import { uuidOf } from '@cubby/kit/ids'
import { readLogo } from '@cubby/protocol/operations/organizations/read-logo'
import { maySee } from '../../http/caller.ts'
import { streamRoute } from '../../http/route.ts'
import { found } from '../../http/told.ts'

/** Whatever is in the file, a browser may only show it: it runs nothing, and is nothing but the picture it says. */
const headers = {
  'content-disposition': 'inline; filename="logo"',
  'content-security-policy': "default-src 'none'; sandbox",
  'cache-control': 'private, max-age=300',
  'cross-origin-resource-policy': 'same-origin',
}

export const readLogoRoute = streamRoute(readLogo, ({ db }) => ({
  answer: async ({ params, caller }, reply) => {
    const id = uuidOf(params.organization)
    const row = maySee(caller, id)
      ? await db
          .selectFrom('organization_logo')
          .select(['type', 'bytes'])
          .where('organization_id', '=', id)
          .executeTakeFirst()
      : null
    const { type, bytes } = found(row, 'logo')
    return reply.headers(headers).type(type).send(bytes)
  },
}))
