import { instant } from '@cubby/kit/clock'
import { idFrom } from '@cubby/kit/ids'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseQr, qrClaimsBytes, qrText, type QrClaims } from './grant-qr.ts'

const chance = fc.uint8Array({ minLength: 10, maxLength: 10 })
const second = fc.nat(0xff_ff_ff_ff).map((seconds) => instant(seconds * 1_000))
const claimed: fc.Arbitrary<QrClaims> = fc.record({
  keyNumber: fc.nat(255),
  locker: fc.tuple(second, chance).map(([at, bytes]) => idFrom('lck', at, bytes)),
  grant: fc.tuple(second, chance).map(([at, bytes]) => idFrom('grn', at, bytes)),
  validFrom: second,
  validUntil: second,
  nonce: fc.nat(0xff_ff_ff_ff),
})
const signed = fc.uint8Array({ minLength: 64, maxLength: 64 })

test('a QR code says again what was put into it, and is small enough for a cheap imager', () => {
  fc.assert(
    fc.property(claimed, signed, (claims, signature) => {
      const text = qrText(claims, signature)
      expect(text).toHaveLength(169)
      expect(text).toMatch(/^[0-9A-Z $%*+\-./:]+$/)
      expect(parseQr(text)).toEqual({ claims, signature, signed: qrClaimsBytes(claims) })
    }),
  )
})

test('no single character can be changed without changing what is signed or the signature', () => {
  fc.assert(
    fc.property(
      claimed,
      signed,
      fc.nat(168),
      fc.constantFrom('0', '7', 'A', 'Z', ' ', '$', ':'),
      (claims, signature, at, char) => {
        const text = qrText(claims, signature)
        fc.pre(text[at] !== char)
        const changed = parseQr(text.slice(0, at) + char + text.slice(at + 1))
        expect([changed?.signed, changed?.signature]).not.toEqual([
          qrClaimsBytes(claims),
          signature,
        ])
      },
    ),
  )
})

test.each([
  '',
  'CB1:',
  'CB2:000',
  'https://example.org',
  `CB1:${'0'.repeat(165)}`,
  `CB1:${'A'.repeat(10_000)}`,
])('what is not one of ours is not read: %.20s', (text) => expect(parseQr(text)).toBeNull())
