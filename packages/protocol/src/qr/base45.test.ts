import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromBase45, toBase45 } from './base45.ts'

const text = new TextEncoder()

describe('the examples of RFC 9285', () => {
  test.each([
    ['AB', 'BB8'],
    ['Hello!!', '%69 VD92EX0'],
    ['base-45', 'UJCLQE7W581'],
    ['ietf!', 'QED8WEX0'],
  ])('%s is %s', (plain, encoded) => {
    expect(toBase45(text.encode(plain))).toBe(encoded)
    expect(fromBase45(encoded)).toEqual(text.encode(plain))
  })

  test.each(['GGX', ':::', 'A', 'ABCD', 'ab', 'A€', '::', '😀'])('%s is none', (encoded) => {
    expect(fromBase45(encoded)).toBeNull()
  })

  test('GGW is the largest that two bytes can say', () => {
    expect(fromBase45('FGW')).toEqual(Uint8Array.of(0xff, 0xff))
  })
})

test('any bytes survive the way there and back', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(fromBase45(toBase45(bytes))).toEqual(bytes)
    }),
  )
})
