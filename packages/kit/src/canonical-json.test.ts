import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from './canonical-json.ts'

test('keys stand in code-unit order at every depth, without white space', () => {
  expect(canonicalJson({ b: [{ d: 1, c: null }], a: 'x', B: true })).toBe(
    '{"B":true,"a":"x","b":[{"c":null,"d":1}]}',
  )
})

test('what is undefined is left out, as it would be on the wire', () => {
  expect(canonicalJson({ a: undefined, b: [undefined] })).toBe('{"b":[null]}')
})

// JSON knows no minus zero, so neither does the value that comes back.
const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown)

test('reading it back gives the same value', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(value)
    }),
  )
})

test('the order in which an object was built does not show', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), json), (record) => {
      const reversed = Object.fromEntries(Object.entries(record).reverse())
      expect(canonicalJson(reversed)).toBe(canonicalJson(record))
    }),
  )
})
