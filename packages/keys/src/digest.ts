import { createHmac, createSecretKey, hash, type KeyObject, timingSafeEqual } from 'node:crypto'

/** SHA-256 of a text in UTF-8, or of bytes, as hex. */
export const sha256 = (text: string | Uint8Array): string => hash('sha256', text, 'hex')

/** HMAC-SHA256 of a text under a key given in hex, as hex. */
export const hmac = (keyHex: string, text: string): string =>
  createHmac('sha256', keyFrom(keyHex)).update(text).digest('hex')

const KEYS_KEPT_MAX = 1_000
const keys = new Map<string, KeyObject>()

/** Made once for each key: making it takes five times as long as using it, and each call of a locker is checked with one. */
function keyFrom(hex: string): KeyObject {
  const kept = keys.get(hex)
  if (kept) return kept
  if (keys.size >= KEYS_KEPT_MAX) keys.clear()
  const key = createSecretKey(Buffer.from(hex, 'hex'))
  keys.set(hex, key)
  return key
}

/** Equal without telling by the time it takes where they differ. */
export function sameSecret(one: string, other: string): boolean {
  const a = Buffer.from(one)
  const b = Buffer.from(other)
  return a.length === b.length && timingSafeEqual(a, b)
}

/** What a locker keeps of a code: worthless without its key. */
export const codeVerifier = (lockerKeyHex: string, locker: string, code: string) =>
  hmac(lockerKeyHex, `code|${locker}|${code}`)

/** What a locker keeps of a badge number. */
export const badgeVerifier = (directoryKeyHex: string, badge: string) =>
  hmac(directoryKeyHex, `badge|${badge}`)
