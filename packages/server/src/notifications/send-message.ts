import { BrokenPromise } from '@cubby/kit/assert'
import { idOf } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import { catalogueFor } from '@cubby/i18n/catalogues'
import type { ServerContext } from '../context.ts'
import type { JobHandler } from '../jobs/jobs.ts'
import { type Lookup, resolveName } from './channels/address-guard.ts'
import { type EmailChannel, emailChannel } from './channels/email.ts'
import { failureName, type Outcome } from './channels/outcome.ts'
import { sendSms } from './channels/sms.ts'
import { callWebhook } from './channels/webhook.ts'
import { unsealSecrets } from './channels/webhook-signature.ts'
import { claimMessages } from './claim.ts'
import type { NotificationConfig } from './config.ts'
import { type Ending, finishMessages, recordAttempt } from './record.ts'
import { renderTold } from './render.ts'
import { isStillTrue } from './still-true.ts'
import { isForPeople, loadTold, type Told } from './told.ts'
import { retractMessages } from './retract.ts'

export type Sending = Pick<ServerContext, 'db' | 'jobs' | 'clock' | 'keys' | 'log'>
type Sender = {
  ctx: Sending
  config: NotificationConfig
  email: EmailChannel | null
  lookup: Lookup
}

/**
 * The handler of `message.send` and `webhook.send`. The row of the message decides, not the job: a second job for a message
 * that was sent, or that somebody is sending, does nothing. `lookup` is the name server for webhooks.
 */
export function messageSender(
  ctx: Sending,
  config: NotificationConfig,
  lookup: Lookup = resolveName,
) {
  const email = config.smtp && emailChannel(config.smtp)
  const sender: Sender = { ctx, config, email, lookup }
  const handle: JobHandler<'message.send' | 'webhook.send'> = (payloads) => {
    const sorted = prepare(
      sender,
      payloads.map(({ message }) => message),
    )
    return payloads.map(async ({ message }) => {
      const toSend = await sorted
      const told = toSend.get(message)
      // Two jobs for one message may come together; the first takes it.
      toSend.delete(message)
      if (told) await attempt(sender, told)
    })
  }
  return { handle, close: () => email?.close() }
}

/** Takes the messages, ends at once those that are not to be sent, and answers the others. */
async function prepare({ ctx, config }: Sender, messages: string[]): Promise<Map<string, Told>> {
  const claimed = await claimMessages(ctx, messages)
  if (claimed.length === 0) return new Map()
  const all = await loadTold(ctx.db, claimed)
  const untrue = all.filter((told) => !mayBeTold(told))
  await retractMessages(ctx, untrue)
  const rest = all.filter((told) => !untrue.includes(told))
  const endings = rest.flatMap((told) => endingOf(config, told))
  await finishMessages(ctx, endings)
  const ended = new Set(endings.map(({ id }) => id))
  return new Map(rest.filter(({ id }) => !ended.has(id)).map((told) => [told.id, told]))
}

function mayBeTold({ kind, channel, data, shipment }: Told): boolean {
  if (channel === 'webhook' || !isForPeople(kind)) return true
  return shipment !== null && isStillTrue(kind, shipment, data)
}

/** Those that end without an attempt: nothing is configured for them, or too many attempts ended in a crash. */
function endingOf(config: NotificationConfig, { id, channel, attempts }: Told): Ending[] {
  const isInbox = (channel === 'email' && !config.smtp) || (channel === 'sms' && !config.sms)
  if (isInbox) return [{ id, state: 'inbox', error: null }]
  return attempts > limits.messageAttemptsMax ? [{ id, state: 'dead', error: 'crashed' }] : []
}

async function attempt(sender: Sender, told: Told): Promise<void> {
  const { ctx } = sender
  const outcome = await send(sender, told).catch((error: unknown): Outcome => {
    // A fault of ours must not be the end of somebody's parcel: it is mended, and then it goes out.
    const name = error instanceof BrokenPromise ? error.message : failureName(error)
    ctx.log.error({ message: idOf('msg', told.id), error: name }, 'a message cannot be made')
    return { kind: 'retry', error: `internal: ${name}`, after: null }
  })
  const state = await recordAttempt(ctx, told, outcome)
  const { kind, channel, attempts } = told
  const line = { message: idOf('msg', told.id), kind, channel, attempts, state }
  if (outcome.kind === 'sent') ctx.log.info(line, 'message sent')
  else ctx.log.warn({ ...line, error: outcome.error }, 'message not sent')
}

function send(sender: Sender, told: Told): Promise<Outcome> {
  switch (told.channel) {
    case 'email':
      return byEmail(sender, told)
    case 'sms':
      return bySms(sender, told)
    case 'webhook':
      return byWebhook(sender, told)
  }
}

async function byEmail({ ctx, email }: Sender, told: Told): Promise<Outcome> {
  if (!email) return { kind: 'dead', error: 'no e-mail is configured' }
  const { subject, text } = renderTold(ctx, told)
  const language = catalogueFor(told.locale).intl.slice(0, 2)
  return email.send({ id: idOf('msg', told.id), to: told.recipient, subject, text, language })
}

async function bySms({ ctx, config }: Sender, told: Told): Promise<Outcome> {
  if (!config.sms) return { kind: 'dead', error: 'no SMS gateway is configured' }
  const { text } = renderTold(ctx, told)
  const at = ctx.clock.now()
  return sendSms(config.sms, { id: idOf('msg', told.id), to: told.recipient, text, at })
}

async function byWebhook({ ctx, config, lookup }: Sender, told: Told): Promise<Outcome> {
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
  return callWebhook(call, { mayBePrivate: config.webhooksMayBePrivate, lookup })
}
