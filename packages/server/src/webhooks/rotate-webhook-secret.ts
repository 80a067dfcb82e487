import { newWebhookSecret } from '@cubby/keys/secrets'
import { rotateWebhookSecret } from '@cubby/protocol/operations/webhooks/rotate-webhook-secret'
import { route } from '../http/route.ts'
import { sealSecrets, unsealSecrets } from '../notifications/channels/webhook-signature.ts'
import { toldWebhook, webhookSeen } from './webhook-rows.ts'

export const rotateWebhookSecretRoute = route(
  rotateWebhookSecret,
  async ({ params, caller, trx, changes }, ctx) => {
    const endpoint = await webhookSeen(trx, caller, params.webhook)
    const { secret_sealed: sealed } = await trx
      .selectFrom('webhook_endpoint')
      .select('secret_sealed')
      .where('id', '=', endpoint.id)
      .executeTakeFirstOrThrow()
    // The one before goes on signing beside it until the next rotation, so that no call is lost meanwhile.
    const [before] = unsealSecrets(ctx.keys, endpoint.id, sealed)
    const secret = newWebhookSecret()
    const secrets = before === undefined ? [secret] : [secret, before]
    await trx
      .updateTable('webhook_endpoint')
      .set({ secret_sealed: sealSecrets(ctx.keys, endpoint.id, secrets) })
      .where('id', '=', endpoint.id)
      .execute()
    const told = toldWebhook(endpoint)
    const about = told.organization
    changes.push({ thing: told.id, before: null, after: null, isDeed: true, about })
    return { ...told, secret }
  },
)
