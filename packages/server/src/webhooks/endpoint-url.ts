import { isIP } from 'node:net'
import { isPublic } from '../notifications/channels/address-guard.ts'
import { wrongField } from '../http/told.ts'

/** Names that lead into somebody's own network, whatever a name server says. */
const INNER = /^(localhost|[^.]+|.*\.(localhost|local|internal|lan|home\.arpa))\.?$/i

/**
 * Refuses addresses that only we can reach: whoever may name a URL must not reach through us. The sender looks
 * again, at the addresses that the name then has.
 */
export function checkEndpointUrl(text: string, mayBePrivate: boolean): void {
  const url = URL.parse(text)
  const refuse = (detail: string) => wrongField('/url', 'not-allowed', detail)
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    throw refuse('must begin with https://')
  if (url.username !== '' || url.password !== '') throw refuse('must not carry a name or password')
  if (mayBePrivate) return
  if (url.protocol !== 'https:') throw refuse('must begin with https://')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const isAllowed = isIP(host) === 0 ? !INNER.test(host) : isPublic(host)
  if (!isAllowed) throw refuse('must be an address on the public internet')
}
