import { expect, test } from 'vitest'
import { badgeVerifier, codeVerifier, hmac, sameSecret, sha256 } from './digest.ts'

test('digests are the published ones (FIPS 180-4; RFC 4231, case 2)', () => {
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  const key = Buffer.from('Jefe').toString('hex')
  expect(hmac(key, 'what do ya want for nothing?')).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  )
})

test('the verifier of a code is good at one locker only, and never the one of a badge', () => {
  const made = codeVerifier('aa', 'lck_1', '12345678')
  expect(made).toMatch(/^[0-9a-f]{64}$/)
  const others = [
    codeVerifier('aa', 'lck_2', '12345678'),
    codeVerifier('bb', 'lck_1', '12345678'),
    codeVerifier('aa', 'lck_1', '12345679'),
    badgeVerifier('aa', '12345678'),
  ]
  expect(new Set([made, ...others]).size).toBe(5)
})

test('secrets are equal when every byte is', () => {
  expect(sameSecret('é', 'é')).toBe(true)
  expect(sameSecret('a', 'b')).toBe(false)
  expect(sameSecret('a', 'ab')).toBe(false)
})
