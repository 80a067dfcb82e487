import { hours, later } from '@cubby/kit/clock'
import { newWebhookSecret } from '@cubby/keys/secrets'
import { rotateWebhookSecret } from '@cubby/protocol/operations/webhooks/rotate-webhook-secret'
import { timestamp } from '../db/tables/column.ts'
import { route } from '../http/route.ts'
import { sealSecrets, unsealSecrets } from '../notifications/channels/webhook-signature.ts'
import { toldWebhook, webhookSeen } from './webhook-rows.ts'

export const rotateWebhookSecretRoute = route(
  rotateWebhookSecret,
  async ({ params, body, caller, trx, now, changes }, ctx) => {
    const endpoint = await webhookSeen(trx, caller, params.webhook)
    const { secret_sealed: sealed } = await trx
      .selectFrom('webhook_endpoint')
      .select('secret_sealed')
      .where('id', '=', endpoint.id)
      .executeTakeFirstOrThrow()
    // The one before goes on signing beside it for a while, so that no call is lost meanwhile.
    const [before] = unsealSecrets(ctx.keys, endpoint.id, sealed)
    const secret = newWebhookSecret()
    const until = later(now, hours(body.bothHours))
    const secrets = before === undefined || body.bothHours === 0 ? [secret] : [secret, before]
    await trx
      .updateTable('webhook_endpoint')
      .set({
        secret_sealed: sealSecrets(ctx.keys, endpoint.id, secrets),
        previous_secret_until: timestamp(until),
      })
      .where('id', '=', endpoint.id)
      .execute()
    const after = toldWebhook({ ...endpoint, previous_secret_until: until })
    changes.push({
      thing: params.webhook,
      before: toldWebhook(endpoint),
      after,
      isDeed: true,
    })
    return { ...after, secret }
  },
)
