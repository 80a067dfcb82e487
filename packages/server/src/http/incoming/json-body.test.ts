import { AppError } from '@cubby/kit/app-error'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseJsonBody } from './json-body.ts'

const parse = (text: string) => parseJsonBody(new TextEncoder().encode(text))

test.each([
  ['a name twice', '{"a":1,"a":2}'],
  ['a name twice, spelled differently', '{"a":1,"\\u0061":2}'],
  ['a name twice, deep inside', '[{"b":{"a":1 , "a" :2}}]'],
  ['__proto__', '{"__proto__":{"isAdmin":true}}'],
  ['too deep', '['.repeat(30) + ']'.repeat(30)],
  ['depth without an end', '{"a":'.repeat(100_000)],
  ['NaN', '{"a":NaN}'],
  ['a trailing comma', '{"a":1,}'],
  ['a comment', '{"a":1} // yes'],
  ['nothing but a quote', '"'],
  ['an open string', '{"a'],
])('%s is refused', (_, text) => {
  expect(() => parse(text)).toThrow(AppError)
})

test.each([
  ['an overlong slash', [0x22, 0xc0, 0xaf, 0x22]],
  ['a lone continuation', [0x22, 0x80, 0x22]],
  ['a surrogate', [0x22, 0xed, 0xa0, 0x80, 0x22]],
])('%s is no UTF-8', (_, bytes) => {
  expect(() => parseJsonBody(Uint8Array.from(bytes))).toThrow('UTF-8')
})

test('everything else is read as it was written', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
      const text = JSON.stringify(value)
      fc.pre(!text.includes('__proto__'))
      expect(parse(text)).toEqual(JSON.parse(text))
    }),
  )
})
