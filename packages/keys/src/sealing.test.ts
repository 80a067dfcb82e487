import fc from 'fast-check'
import { expect, test } from 'vitest'
import { derivedKey, seal, unseal } from './sealing.ts'

const key = 'a'.repeat(64)

test('what was sealed is read again with the same key and context', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, context) => {
      expect(unseal(key, seal(key, text, context), context)).toBe(text)
    }),
  )
})

test('another context, another key or a changed text opens nothing', () => {
  const sealed = seal(key, '12345678', 'shipment 1')
  expect(() => unseal(key, sealed, 'shipment 2')).toThrow(
    /authenticate|authentication tag|initialization vector/i,
  )
  expect(() => unseal('b'.repeat(64), sealed, 'shipment 1')).toThrow(
    /authenticate|authentication tag|initialization vector/i,
  )
  const bytes = Buffer.from(sealed, 'base64url')
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(() => unseal(key, changed.toString('base64url'), 'shipment 1'), `byte ${at}`).toThrow(
      /authenticate|authentication tag|initialization vector/i,
    )
  }
})

test('a text cut short is refused, down to its last byte', () => {
  const bytes = Buffer.from(seal(key, 'x', ''), 'base64url')
  for (let length = 0; length < bytes.length; length++)
    expect(
      () => unseal(key, bytes.subarray(0, length).toString('base64url'), ''),
      `${length} bytes`,
    ).toThrow(/authenticate|authentication tag|initialization vector/i)
})

test('the same text sealed twice looks different', () => {
  expect(seal(key, 'x', '')).not.toBe(seal(key, 'x', ''))
})

test('each purpose and subject has a key of its own, the same one every time', () => {
  const made = derivedKey(key, 'locker', 'lck_1')
  expect(made).toMatch(/^[0-9a-f]{64}$/)
  expect(derivedKey(key, 'locker', 'lck_1')).toBe(made)
  const others = [
    derivedKey(key, 'locker', 'lck_2'),
    derivedKey(key, 'codes', 'lck_1'),
    derivedKey('b'.repeat(64), 'locker', 'lck_1'),
  ]
  expect(new Set([made, ...others]).size).toBe(4)
})
