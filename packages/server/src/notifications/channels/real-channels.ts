import { catalogueFor } from '@cubby/i18n/catalogues'
import type { Instant } from '@cubby/kit/clock'
import { idOf } from '@cubby/kit/ids'
import type { ServerContext } from '../../context.ts'
import { timestamp } from '../../db/tables/column.ts'
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
  const fromName = told.shipment?.sender.emailName ?? null
  return { id: idOf('msg', told.id), to: told.recipient, subject, text, language, fromName }
}

function smsOf(ctx: Needs, told: Told) {
  const { text } = renderTold(ctx, told)
  const from = told.shipment?.sender.smsName ?? null
  return { id: idOf('msg', told.id), to: told.recipient, text, from, at: ctx.clock.now() }
}

async function byWebhook(
  ctx: Needs,
  told: Told,
  options: { mayBePrivate: boolean; lookup: Lookup },
): Promise<Outcome> {
  const endpoint = await ctx.db
    .selectFrom('webhook_endpoint')
    .select(['id', 'url', 'secret_sealed', 'previous_secret_until'])
    .where('id', '=', told.recipient)
    .where('disabled_at', 'is', null)
    .executeTakeFirst()
  if (!endpoint) return { kind: 'dead', error: 'the endpoint is disabled' }
  const at = ctx.clock.now()
  const until = endpoint.previous_secret_until
  const secrets = unsealSecrets(ctx.keys, endpoint.id, endpoint.secret_sealed)
  const call = {
    id: idOf('msg', told.id),
    url: endpoint.url,
    secrets: until === null || at < until ? secrets : secrets.slice(0, 1),
    body: bodyOf(told.data),
    at,
  }
  const { status, outcome } = await callWebhook(call, options)
  await noteAttempt(ctx, { message: told.id, at, status, outcome })
  return outcome
}

/** The payload as it is sent, the same at every attempt. */
export const bodyOf = (data: Record<string, unknown>) => JSON.stringify(data)

type Attempt = { message: string; at: Instant; status: number | null; outcome: Outcome }

/** For whoever runs the endpoint and wonders what came. */
async function noteAttempt({ db, clock }: Needs, { message, at, status, outcome }: Attempt) {
  await db
    .insertInto('webhook_attempt')
    .values({
      message_id: message,
      at: timestamp(at),
      status,
      ms: Math.max(0, clock.now() - at),
      error: outcome.kind === 'sent' ? null : outcome.error,
    })
    .execute()
}
