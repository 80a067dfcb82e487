import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** A key of its own for each purpose and subject, from one master key (RFC 5869). Hex in, hex out. */
export const derivedKey = (masterHex: string, purpose: string, subject: string): string =>
  Buffer.from(
    hkdfSync('sha256', Buffer.from(masterHex, 'hex'), '', `${purpose}|${subject}`, 32),
  ).toString('hex')

/** AES-256-GCM under a random nonce; `context` must be the same when opening. Base64url. */
export function seal(keyHex: string, text: string, context: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(keyHex, 'hex'), nonce)
  cipher.setAAD(Buffer.from(context))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')
}

/** What was sealed. Throws when key, context or text are not the ones of the sealing. */
export function unseal(keyHex: string, sealed: string, context: string): string {
  const bytes = Buffer.from(sealed, 'base64url')
  const cipher = createDecipheriv(
    'aes-256-gcm',
    Buffer.from(keyHex, 'hex'),
    bytes.subarray(0, 12),
    {
      // Without it a text cut down to four bytes of tag could be guessed.
      authTagLength: 16,
    },
  )
  cipher.setAAD(Buffer.from(context))
  cipher.setAuthTag(bytes.subarray(12, 28))
  return Buffer.concat([cipher.update(bytes.subarray(28)), cipher.final()]).toString('utf8')
}
