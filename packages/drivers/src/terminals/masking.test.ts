import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maskedCard, slipOf, withoutCards } from './masking.ts'

const cards = ['4111111111111111', '5555555555554444', '378282246310005', '2200770212727079', '6304000000000000'] // prettier-ignore

describe('a text with a card number in it', () => {
  test.each(cards)('loses all of %s but its end', (card) => {
    const grouped = card.replace(/(\d{4})(?=\d)/g, '$1 ')
    for (const text of [card, `CARD:${card}`, grouped, grouped.replaceAll(' ', '-'), `${card}\n`]) {
      expect(withoutCards(text).replace(/\D/g, '')).toBe(card.slice(-4))
    }
  })

  test.each(['500000000007', '20261126063011', '4111111111111112', '**** 1111', '12.50 EUR'])(
    'keeps %s, which is none',
    (text) => expect(withoutCards(text)).toBe(text),
  )

  test('never lets one through, whatever stands around it', () => {
    const around = fc.string({ maxLength: 30 }).map((text) => text.replace(/[\d*]/g, 'x'))
    fc.assert(
      fc.property(around, fc.constantFrom(...cards), around, (before, card, after) => {
        expect(slipOf(`${before}:${card}:${after}`).join('\n')).not.toContain(card)
      }),
      { numRuns: 10_000 },
    )
  })
})

test.each([
  ['4111111111111111', '*1111'],
  ['411111******1111', '*1111'],
  ['411111EEEEEE1111', '*1111'],
  ['************', null],
  ['', null],
  [undefined, null],
])('a card that a terminal gives as %s is kept as %s', (card, kept) =>
  expect(maskedCard(card)).toBe(kept),
)

test('a slip is bounded, and has no control characters', () => {
  const lines = slipOf(`\r\n\u001b[1mSUM\u0001\r\n${'x'.repeat(1_000)}\n`.repeat(1_000))
  expect(lines[0]).toBe('[1mSUM')
  expect(lines.length).toBeLessThanOrEqual(400)
  expect(Math.max(...lines.map(({ length }) => length))).toBe(80)
})
