import type { Instant } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import { addressesOf, resolveName } from './address-guard.ts'
import { post, type PostReply } from './http-post.ts'
import { failureName, type Outcome, retryAfterOf } from './outcome.ts'

export type SmsGateway = { url: string; token: string }
export type Sms = {
  id: string
  to: string
  text: string
  /** As whom it comes; null: as the gateway decides. */
  from: string | null
  at: Instant
}

/**
 * Hands a text message to an HTTP gateway: `POST {id, to, text, from?}` with a bearer token; any 2xx means
 * accepted. The id is the same at every attempt, so that the gateway can recognise a repetition.
 */
export async function sendSms(
  gateway: SmsGateway,
  { id, to, text, from, at }: Sms,
): Promise<Outcome> {
  const url = new URL(gateway.url)
  try {
    const reply = await post({
      url,
      addresses: await addressesOf(url, resolveName),
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${gateway.token}`,
        'idempotency-key': id,
      },
      body: JSON.stringify({ id, to, text, ...(from === null ? {} : { from }) }),
      timeout: limits.webhookTimeout,
    })
    return outcomeOf(reply, at)
  } catch (error) {
    return { kind: 'retry', error: failureName(error), after: null }
  }
}

function outcomeOf({ status, retryAfter }: PostReply, now: Instant): Outcome {
  const error = `http ${status}`
  if (status >= 200 && status < 300) return { kind: 'sent' }
  // A rejected token is our own fault and gets mended; the message is as good as before.
  const mayHeal = status >= 500 || [401, 403, 408, 425, 429].includes(status)
  return mayHeal
    ? { kind: 'retry', error, after: retryAfterOf(retryAfter, now) }
    : { kind: 'dead', error }
}
