import { limits } from '@cubby/kit/limits'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { operationsOf } from '../arcus/arcus-files.ts'
import { withoutCards } from '../masking.ts'
import { allows, mentions, slipFacts } from './slip-facts.ts'

test.each([
  ['12.50', 1_250],
  ['ИТОГО 1 250,00 РУБ', 125_000],
  ['12=50', 1_250],
  ['RRN 123456789012 12.50', 1_250],
  ['TOTAL 12 500 000.00', 1_250_000_000],
])('"%s" mentions %i', (slip, amount) => {
  expect(mentions(slip, amount)).toBe(true)
})

describe('a slip', () => {
  const piece = fc.oneof(
    fc.constantFrom('RRN', 'Ссылка', ' ', ':', '12.50', '1 250,00', 'ОДОБРЕНО', '26.11.2026', '\n', '9'),
    fc.string({ maxLength: 6 }),
  ) // prettier-ignore

  test('of anything at all is read, and only what stands on it is believed', () => {
    expect.hasAssertions()
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.nat(), (pieces, amount) => {
        const text = pieces.join('')
        const { reference, amount: told } = slipFacts(text)
        if (reference !== null) expect(text).toContain(reference)
        if (told !== null) expect(mentions(text, told)).toBe(true)
        // Nothing without a word of approval, or without this sum, lets anybody in.
        if (allows(text, amount)) expect(mentions(text, amount) || slipFacts(text).isApproved).toBe(true) // prettier-ignore
      }),
      { numRuns: 10_000 },
    )
  })

  const most = limits.terminalMessageBytesMax
  test.each(['1', '1 ', ' ', '1.', '1-', 'RRN ', '= ', '<field '])(
    'of 64 KiB of "%s" holds nothing up',
    { timeout: 2_000 },
    (text) => {
      const whole = text.repeat(most / text.length).slice(0, most)
      for (const read of [slipFacts, withoutCards, operationsOf]) expect(read(whole)).toBeDefined()
      expect(allows(whole, 1_250)).toBe(false)
    },
  )
})
