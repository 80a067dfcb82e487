import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newSigningPair, signatureHolds, signer } from './signing.ts'

const bytes = (hex: string) => Buffer.from(hex, 'hex')

/** A private key given as its 32 bytes, in the envelope of RFC 8410. */
const pemOf = (seedHex: string) => {
  const der = Buffer.concat([bytes('302e020100300506032b657004220420'), bytes(seedHex)])
  return `-----BEGIN PRIVATE KEY-----\n${der.toString('base64')}\n-----END PRIVATE KEY-----\n`
}

describe('the vectors of RFC 8032, 7.1', () => {
  test.each([
    {
      seed: '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
      publicKey: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
      message: '',
      signature:
        'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
    },
    {
      seed: '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
      publicKey: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
      message: '72',
      signature:
        '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    },
  ])('are signed and verified as printed', ({ seed, publicKey, message, signature }) => {
    const key = signer(pemOf(seed))
    expect(key.publicKey).toBe(bytes(publicKey).toString('base64url'))
    const made = key.sign(bytes(message))
    expect(Buffer.from(made, 'base64url').toString('hex')).toBe(signature)
    expect(signatureHolds(key.publicKey, bytes(message), made)).toBe(true)
  })
})

const key = signer(newSigningPair().privatePem)

test('a signature holds for its message and key, and for nothing else', () => {
  const other = newSigningPair().publicKey
  fc.assert(
    fc.property(fc.string(), fc.string(), (message, changed) => {
      const signature = key.sign(message)
      expect(signature).toMatch(/^[A-Za-z0-9_-]{86}$/)
      expect(signatureHolds(key.publicKey, message, signature)).toBe(true)
      expect(signatureHolds(key.publicKey, changed, signature)).toBe(changed === message)
      expect(signatureHolds(other, message, signature)).toBe(false)
    }),
    { numRuns: 30 },
  )
})

test('malformed keys and signatures are simply wrong', () => {
  const signature = key.sign('x')
  for (const odd of ['', 'x', 'A'.repeat(43), '\0', signature])
    expect(signatureHolds(odd, 'x', signature), `key "${odd}"`).toBe(false)
  for (const odd of ['', 'x', signature.slice(1), `${signature}AAAA`])
    expect(signatureHolds(key.publicKey, 'x', odd), `signature "${odd}"`).toBe(false)
})
