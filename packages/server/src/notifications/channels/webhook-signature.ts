import { createHmac } from 'node:crypto'
import { type Instant, millis } from '@cubby/kit/clock'
import type { ServerKeys } from '../../keys/server-keys.ts'

export type Signed = { id: string; at: Instant; body: string }

/**
 * The headers of Standard Webhooks. The id is the same at every attempt, so that a receiver can tell a
 * repetition; while a secret is being replaced both sign, new one first.
 */
export function webhookHeaders(
  secrets: readonly string[],
  { id, at, body }: Signed,
): Record<string, string> {
  const timestamp = String(Math.floor(at / millis(1_000)))
  const sign = (secret: string) =>
    createHmac('sha256', Buffer.from(secret.replace(/^whsec_/, ''), 'base64'))
      .update(`${id}.${timestamp}.${body}`)
      .digest('base64')
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': secrets.map((secret) => `v1,${sign(secret)}`).join(' '),
  }
}

/** How an endpoint's secrets lie in its row: the one to use first, then those still accepted. */
export const sealSecrets = (
  keys: Pick<ServerKeys, 'seal'>,
  endpoint: string,
  secrets: readonly string[],
): string => keys.seal(contextOf(endpoint), secrets.join(' '))

/** The secrets of an endpoint, given its UUID and what its row holds. */
export const unsealSecrets = (
  keys: Pick<ServerKeys, 'unseal'>,
  endpoint: string,
  sealed: string,
): string[] => keys.unseal(contextOf(endpoint), sealed).split(' ')

/** Binds the sealed text to its row: it cannot be moved to another endpoint. */
const contextOf = (endpoint: string) => `webhook ${endpoint}`
