import { randomBytes } from 'node:crypto'

/** A code of that many digits, each value equally likely. */
export function newCode(digits: number): string {
  const values = 10 ** digits
  // The largest multiple of `values` in 48 bits; what lies above would favour small codes.
  const fair = Math.floor(2 ** 48 / values) * values
  for (;;) {
    const drawn = randomBytes(6).readUIntBE(0, 6)
    if (drawn < fair) return String(drawn % values).padStart(digits, '0')
  }
}

/** The secret part of an API key: 32 bytes, base64url. */
export const newKeySecret = () => randomBytes(32).toString('base64url')

/** The secret of a webhook endpoint in the form of Standard Webhooks. */
export const newWebhookSecret = () => `whsec_${randomBytes(32).toString('base64')}`

/** Crockford's base32 without the letters that people misread. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A one-time code that a technician types: 16 characters, 80 bits, in groups of four. */
export function newEnrolmentCode(): string {
  const chars = Array.from(randomBytes(16), (byte) => ALPHABET[byte & 31]).join('')
  return chars.match(/.{4}/g)?.join('-') ?? chars
}

/** A password that a person types once, from a file or a screen: 20 characters, 100 bits, in groups of five. */
export function newFirstPassword(): string {
  const chars = Array.from(randomBytes(20), (byte) => ALPHABET[byte & 31]).join('')
  return (chars.match(/.{5}/g)?.join('-') ?? chars).toLowerCase()
}

/** Tells two QR codes of the same grant apart. */
export const newNonce = () => randomBytes(4).readUInt32BE(0)

/** Keeps anybody from guessing what an erased detail of the activity was: 128 bits, base64url. */
export const newActivitySalt = () => randomBytes(16).toString('base64url')
/** What is printed on a courier's card: 120 bits that nobody guesses, in letters that every scanner reads. */
export const newBadge = () => `C-${randomBytes(15).toString('hex').toUpperCase()}`
