import type { Instant } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import { addressesOf, ForbiddenAddress, type Lookup, publicAddresses } from './address-guard.ts'
import { post, type PostReply } from './http-post.ts'
import { failureName, type Outcome, retryAfterOf } from './outcome.ts'
import { webhookHeaders } from './webhook-signature.ts'

export type WebhookCall = {
  /** TypeID of the message, the same at every attempt. */
  id: string
  url: string
  secrets: readonly string[]
  body: string
  at: Instant
}
export type WebhookOptions = { mayBePrivate: boolean; lookup: Lookup }

/** How a call ended; `status` is what was answered, null when no answer came. */
export type WebhookResult = { status: number | null; outcome: Outcome }

/** Calls an endpoint as Standard Webhooks says. */
export async function callWebhook(
  call: WebhookCall,
  options: WebhookOptions,
): Promise<WebhookResult> {
  const url = URL.canParse(call.url) ? new URL(call.url) : null
  if (!url || !isAllowed(url, options))
    return { status: null, outcome: { kind: 'dead', error: 'the URL is not allowed' } }
  try {
    const find = options.mayBePrivate ? addressesOf : publicAddresses
    const reply = await post({
      url,
      addresses: await find(url, options.lookup),
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Cubby-Webhooks/1',
        ...webhookHeaders(call.secrets, call),
      },
      body: call.body,
      timeout: limits.webhookTimeout,
    })
    return { status: reply.status, outcome: outcomeOf(reply, call.at) }
  } catch (error) {
    const outcome: Outcome =
      error instanceof ForbiddenAddress
        ? { kind: 'dead', error: 'the address is not public' }
        : { kind: 'retry', error: failureName(error), after: null }
    return { status: null, outcome }
  }
}

function isAllowed({ protocol, username, password }: URL, { mayBePrivate }: WebhookOptions) {
  const isWeb = protocol === 'https:' || (protocol === 'http:' && mayBePrivate)
  return isWeb && username === '' && password === ''
}

/** Anything but a 2xx may be a bad day of theirs, a redirect and a 404 too; only 410 says never again. */
function outcomeOf({ status, retryAfter }: PostReply, now: Instant): Outcome {
  if (status >= 200 && status < 300) return { kind: 'sent' }
  if (status === 410) return { kind: 'gone', error: 'http 410' }
  return { kind: 'retry', error: `http ${status}`, after: retryAfterOf(retryAfter, now) }
}
