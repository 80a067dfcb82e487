import { catalogueFor } from '@cubby/i18n/catalogues'
import { idOf } from '@cubby/kit/ids'
import type { ServerContext } from '../../context.ts'
import type { NotificationConfig } from '../config.ts'
import { renderTold } from '../render.ts'
import type { Channels } from '../send-message.ts'
import type { Told } from '../told.ts'
import { type Lookup, resolveName } from './address-guard.ts'
import { emailChannel } from './email.ts'
import type { Outcome } from './outcome.ts'
import { sendSms } from './sms.ts'
import { callWebhook } from './webhook.ts'
import { unsealSecrets } from './webhook-signature.ts'

type Needs = Pick<ServerContext, 'db' | 'clock' | 'keys'>

/** Mail server, SMS gateway and webhooks as configured. `lookup` is the name server for webhooks. */
export function realChannels(
  ctx: Needs,
  config: NotificationConfig,
  lookup: Lookup = resolveName,
): { channels: Channels<Told>; close(): void } {
  const email = config.smtp && emailChannel(config.smtp)
  const { sms } = config
  const channels: Channels<Told> = {
    email: email && (async (told) => email.send(emailOf(ctx, told))),
    sms: sms && (async (told) => sendSms(sms, smsOf(ctx, told))),
    webhook: (told) => byWebhook(ctx, told, { mayBePrivate: config.webhooksMayBePrivate, lookup }),
  }
  return { channels, close: () => email?.close() }
}

function emailOf(ctx: Needs, told: Told) {
  const { subject, text } = renderTold(ctx, told)
  const language = catalogueFor(told.locale).intl.slice(0, 2)
  return { id: idOf('msg', told.id), to: told.recipient, subject, text, language }
}

function smsOf(ctx: Needs, told: Told) {
  const { text } = renderTold(ctx, told)
  return { id: idOf('msg', told.id), to: told.recipient, text, at: ctx.clock.now() }
}

async function byWebhook(
  ctx: Needs,
  told: Told,
  options: { mayBePrivate: boolean; lookup: Lookup },
): Promise<Outcome> {
  const endpoint = await ctx.db
    .selectFrom('webhook_endpoint')
    .select(['id', 'url', 'secret_sealed'])
    .where('id', '=', told.recipient)
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
  if (!endpoint) return { kind: 'dead', error: 'the endpoint is disabled' }
  const call = {
    id: idOf('msg', told.id),
    url: endpoint.url,
    secrets: unsealSecrets(ctx.keys, endpoint.id, endpoint.secret_sealed),
    body: JSON.stringify(told.data),
    at: ctx.clock.now(),
  }
  return callWebhook(call, options)
}
