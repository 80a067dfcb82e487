import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPacket, replyBytes, requestText, shortText, slipText } from './sa-fields.ts'

const fields = new Map([
  [0, '1250'],
  [19, 'ОДОБРЕНО <"&\'>'],
  [39, '1'],
])

test('a request has its fields with two digits', () => {
  expect(requestText(new Map([[0, '1'], [108, 'a&b']]), 5_000)).toBe(
    '<?xml version="1.0" encoding="UTF-8"?><request><field id="00">1</field><field id="108">a&amp;b</field><timeout>5000</timeout></request>',
  )
}) // prettier-ignore

test.each(['windows-1251', 'utf-8', 'ibm866'] as const)(
  'a reply that says windows-1251 and is in %s is read',
  (charset) => {
    expect(readPacket(replyBytes({ fields, error: null }, charset))).toEqual({
      fields,
      error: null,
    })
  },
)

test('a failure of the connector is told apart from an answer', () => {
  const bytes = replyBytes({ fields: new Map(), error: { code: 4, text: 'REQUEST_ERROR' } })
  expect(readPacket(bytes)?.error).toEqual({ code: 4, text: 'REQUEST_ERROR' })
})

describe('hostile text', () => {
  test.each([
    '',
    'Not found',
    '<html><body>502</body></html>',
    '<!DOCTYPE x [<!ENTITY a "b">]><foo>&a;</foo>',
  ])('%j is no packet', (text) => {
    expect(readPacket(new TextEncoder().encode(text))).toBeNull()
  })

  test('with entities of its own stays text', () => {
    const text = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><response><field id="19">&x;&#1055;&#xFFFFF9;</field></response>' // prettier-ignore
    expect(readPacket(new TextEncoder().encode(text))?.fields.get(19)).toBe('&x;П&#xFFFFF9;')
  })

  test('of any kind breaks nothing', () => {
    const parts = fc.constantFrom('<response>', '<field id="', '39', '">', '</field>', '&amp;', '&#99999999;', '<', '\u0000', '~0xDA^^', '^') // prettier-ignore
    fc.assert(
      fc.property(fc.array(fc.oneof(parts, fc.string({ maxLength: 5 })), { maxLength: 40 }), (all) => {
        const text = all.join('')
        const packet = readPacket(new TextEncoder().encode(text))
        expect(slipText(text).length).toBeLessThanOrEqual(text.length)
        expect(packet === null || packet.fields.size < 41).toBe(true)
      }),
      { numRuns: 10_000 },
    ) // prettier-ignore
  })
})

test.each([
  ['0xDF^^ЧЕК^СУММА~0xDA^^КОПИЯ', 'ЧЕК\nСУММА\nКОПИЯ'],
  ['ПЕРВЫЙ~ВТОРОЙ', 'ПЕРВЫЙ'],
  ['', ''],
])('the slip %j is printed as %j', (raw, text) => expect(slipText(raw)).toBe(text))

test('a text loses the picture behind it', () =>
  expect(shortText('ОДОБРЕНО^APPROVED.JPG~')).toBe('ОДОБРЕНО'))
