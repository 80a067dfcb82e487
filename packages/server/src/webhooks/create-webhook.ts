import { AppError } from '@cubby/kit/app-error'
import { idOf, uuidOf } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import { newWebhookSecret } from '@cubby/keys/secrets'
import { createWebhook } from '@cubby/protocol/operations/webhooks/create-webhook'
import { timestamp } from '../db/tables/column.ts'
import { organizationFor } from '../http/caller.ts'
import { route } from '../http/route.ts'
import { sealSecrets } from '../notifications/channels/webhook-signature.ts'
import { organizationExists } from '../organizations/organization-exists.ts'
import { checkEndpointUrl } from './endpoint-url.ts'
import { toldWebhook, webhookColumns } from './webhook-rows.ts'

export const createWebhookRoute = route(
  createWebhook,
  async ({ body, caller, trx, now, changes }, ctx) => {
    const organization = organizationFor(caller, body.organization)
    await organizationExists(trx, organization)
    checkEndpointUrl(body.url, ctx.webhooksMayBePrivate ?? false)
    const { count } = await trx
      .selectFrom('webhook_endpoint')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('organization_id', '=', organization)
      .executeTakeFirstOrThrow()
    if (count >= limits.webhooksPerOrganizationMax)
      throw new AppError('conflict/state', 'there are too many endpoints already; delete some', {
        extra: { max: limits.webhooksPerOrganizationMax },
      })
    const id = uuidOf(ctx.ids.mint('whk'))
    const secret = newWebhookSecret()
    const row = await trx
      .insertInto('webhook_endpoint')
      .values({
        id,
        organization_id: organization,
        url: body.url,
        secret_sealed: sealSecrets(ctx.keys, id, [secret]),
        events: [...new Set(body.events)],
        created_at: timestamp(now),
      })
      .returning(webhookColumns)
      .executeTakeFirstOrThrow()
    changes.push({ thing: idOf('whk', id), before: null, after: toldWebhook(row) })
    return { ...toldWebhook(row), secret }
  },
)
