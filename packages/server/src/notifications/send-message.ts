import { BrokenPromise } from '@cubby/kit/assert'
import { later, seconds } from '@cubby/kit/clock'
import { idOf } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import type { AppContext } from '../context.ts'
import type { Channel, MessageState } from '../db/tables/notification-tables.ts'
import type { JobHandler } from '../jobs/jobs.ts'
import { failureName, type Outcome } from './channels/outcome.ts'
import type { Ending, Outbox, Sendable } from './outbox.ts'
import { retryDelay } from './retry-delay.ts'
import { mayBeTold } from './still-true.ts'

/** How a message reaches somebody, per channel. Null: nothing is configured, so it lies where a developer can read it. */
export type Channels<Message> = {
  [C in Channel]: ((message: Message) => Promise<Outcome>) | null
}

type Sender<Message extends Sendable> = {
  ctx: Pick<AppContext, 'clock' | 'log'>
  outbox: Outbox<Message>
  channels: Channels<Message>
}

/** Longer than any attempt takes; a sender that dies gives the message free again after this. */
const LEASE = seconds(60)

/**
 * The handler of `message.send` and `webhook.send`. The row of the message decides, not the job: a second job for a
 * message that was sent, or that somebody is sending, does nothing.
 */
export function messageSender<Message extends Sendable>(
  ctx: Pick<AppContext, 'clock' | 'log'>,
  outbox: Outbox<Message>,
  channels: Channels<Message>,
): JobHandler<'message.send' | 'webhook.send'> {
  const sender = { ctx, outbox, channels }
  return (payloads) => {
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
}

/** Takes the messages, ends at once those that are not to be sent, and answers the others. */
async function prepare<Message extends Sendable>(
  { ctx, outbox, channels }: Sender<Message>,
  messages: string[],
): Promise<Map<string, Message>> {
  const now = ctx.clock.now()
  const claimed = await outbox.claim(messages, now, later(now, LEASE))
  if (claimed.length === 0) return new Map()
  const all = await outbox.load(claimed)
  const untrue = all.filter((told) => !mayBeTold(told))
  const trueAgain = await outbox.retract(
    untrue.map(({ id }) => id),
    mayBeTold,
    now,
  )
  const rest = [...all.filter((told) => !untrue.includes(told)), ...trueAgain]
  const endings = rest.flatMap((told) => endingOf(channels, told))
  await outbox.finish(endings, now)
  const ended = new Set(endings.map(({ id }) => id))
  return new Map(rest.filter(({ id }) => !ended.has(id)).map((told) => [told.id, told]))
}

/** Those that end without an attempt: nothing is configured for them, or too many attempts ended in a crash. */
function endingOf(channels: Channels<never>, { id, channel, attempts }: Sendable): Ending[] {
  if (channels[channel] === null) return [{ id, state: 'inbox', error: null }]
  return attempts > limits.messageAttemptsMax ? [{ id, state: 'dead', error: 'crashed' }] : []
}

async function attempt<Message extends Sendable>(sender: Sender<Message>, told: Message) {
  const { ctx } = sender
  const outcome = await send(sender, told).catch((error: unknown): Outcome => {
    // A fault of ours must not be the end of somebody's parcel: it is mended, and then it goes out.
    const name = error instanceof BrokenPromise ? error.message : failureName(error)
    ctx.log.error({ message: idOf('msg', told.id), error: name }, 'a message cannot be made')
    return { kind: 'retry', error: `internal: ${name}`, after: null }
  })
  const state = await record(sender, told, outcome)
  const { kind, channel, attempts } = told
  const line = { message: idOf('msg', told.id), kind, channel, attempts, state }
  if (outcome.kind === 'sent') ctx.log.info(line, 'message sent')
  else ctx.log.warn({ ...line, error: outcome.error }, 'message not sent')
}

async function send<Message extends Sendable>({ channels }: Sender<Message>, told: Message) {
  const channel = channels[told.channel]
  if (!channel) return { kind: 'dead', error: 'the channel is not configured' } as const
  return channel(told)
}

/** Writes down how an attempt ended, and answers the state that the message is in now. */
async function record<Message extends Sendable>(
  { ctx, outbox }: Sender<Message>,
  { id, channel, attempts, recipient }: Message,
  outcome: Outcome,
): Promise<MessageState> {
  const now = ctx.clock.now()
  if (outcome.kind === 'gone') await outbox.disableEndpoint(recipient, outcome.error, now)
  if (outcome.kind === 'retry' && attempts < limits.messageAttemptsMax) {
    const after = retryDelay(id, attempts, outcome.after)
    await outbox.retry({ id, channel, error: outcome.error, after }, now)
    return 'queued'
  }
  const ending: Ending =
    outcome.kind === 'sent'
      ? { id, state: 'sent', error: null }
      : { id, state: 'dead', error: outcome.error }
  await outbox.finish([ending], now)
  return ending.state
}
