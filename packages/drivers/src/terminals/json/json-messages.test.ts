import { limits } from '@cubby/kit/limits'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { JsonParser, type JsonReply, jsonBytes } from './json-messages.ts'

const reply = fc.oneof(
  fc.record({ progress: fc.string({ unit: 'binary', maxLength: 60 }) }),
  fc.constant<JsonReply>({ found: 'busy' }),
  fc.constant<JsonReply>({ ended: 'approved', receipt: null }),
)
const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 })
const runs = { numRuns: 10_000 }

/** What comes out of a stream that is cut at these places, again and again. */
function parsed(stream: Uint8Array, sizes: readonly number[]): JsonReply[] {
  const parser = new JsonParser<JsonReply>()
  const found: JsonReply[] = []
  for (let at = 0, i = 0; at < stream.length; i++) {
    const size = sizes[i % sizes.length] ?? 1
    found.push(...parser.push(stream.subarray(at, at + size)))
    at += size
  }
  return found
}

const joined = (parts: readonly Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]))

describe('a stream of JSON lines', () => {
  test('gives its messages however it is cut or merged', () => {
    fc.assert(
      fc.property(fc.array(reply, { maxLength: 4 }), cuts, (replies, sizes) => {
        expect(parsed(joined(replies.map(jsonBytes)), sizes)).toEqual(replies)
      }),
      runs,
    )
  })

  test('loses to garbage the lines that it stands in, and no other', () => {
    const garbage = fc
      .uint8Array({ maxLength: 60 })
      .map((bytes) => joined([bytes, new TextEncoder().encode('\n')]))
    fc.assert(
      fc.property(fc.array(fc.tuple(garbage, reply), { maxLength: 4 }), cuts, (parts, sizes) => {
        const found = parsed(joined(parts.flatMap(([noise, each]) => [noise, jsonBytes(each)])), sizes) // prettier-ignore
        let at = 0
        for (const [, each] of parts) {
          at = found.findIndex((one, i) => i >= at && JSON.stringify(one) === JSON.stringify(each))
          expect(at).toBeGreaterThanOrEqual(0)
          at++
        }
      }),
      runs,
    )
  })

  test('of anything at all breaks nothing, and only objects come out', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), cuts, (bytes, sizes) => {
        for (const found of parsed(bytes, sizes)) expect(typeof found).toBe('object')
      }),
      runs,
    )
  })

  test('without an end is not kept', () => {
    const parser = new JsonParser<JsonReply>()
    const block = new Uint8Array(1_024).fill(0x7b)
    for (let i = 0; i < (4 * limits.terminalMessageBytesMax) / block.length; i++)
      expect(parser.push(block)).toEqual([])
    parser.push(new TextEncoder().encode('\n'))
    expect(parser.push(jsonBytes({ found: 'busy' }))).toEqual([{ found: 'busy' }])
  })
})
