import { sha256 } from '@cubby/keys/digest'

/**
 * The id of the message with this dedupe key, as a UUID (version 8, RFC 9562). It follows from what is told: a server
 * that was restored from a backup, and hears the same from its lockers again, queues the same message again under the
 * same id, so that an SMS gateway or a webhook's receiver can recognise the repetition (invariant 10).
 */
export function messageIdOf(dedupeKey: string): string {
  const hex = sha256(dedupeKey)
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16)
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}
