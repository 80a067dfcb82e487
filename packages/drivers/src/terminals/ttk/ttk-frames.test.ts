import { bytesOf, hexOf } from '../../hex.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { limits } from '@cubby/kit/limits'
import { amountBytes, amountOf, decodeTtk, encodeTtk, tags, textOf, TtkParser } from './ttk-frames.ts' // prettier-ignore

const settlement = '00 15 01 03 53 52 56 1A 01 32 02 01 31 03 08 30 31 31 32 30 30 30 30'

test('a settlement is written and read as it was seen', () => {
  const written = encodeTtk([
    [tags.request, 'SRV'],
    [tags.service, '2'],
    [tags.ecr, '1'],
    [tags.ern, '01120000'],
  ])
  expect(hexOf(written)).toBe(settlement)
  const [read] = new TtkParser().push(bytesOf(settlement))
  expect(read && [textOf(read, tags.request), textOf(read, tags.ern)]).toEqual(['SRV', '01120000'])
})

test('the mark that some terminals put in front is no tag', () => {
  const read = decodeTtk(bytesOf('97 F2 81 03 50 55 52 A1 01 59'))
  expect([textOf(read, tags.answer), textOf(read, tags.isApproved)]).toEqual(['PUR', 'Y'])
})

test('amounts are digits, two to a byte', () => {
  expect(hexOf(amountBytes(123_456))).toBe('00 00 00 12 34 56')
  expect(amountOf(amountBytes(10_000_000_000))).toBe(10_000_000_000)
  expect(amountOf(bytesOf('0A'))).toBeNaN()
  expect(amountOf(undefined)).toBeNaN()
})

const runs = { numRuns: 10_000 }
const values = fc.array(
  fc.tuple(fc.constantFrom(...Object.values(tags)), fc.uint8Array({ maxLength: 300 })),
  { minLength: 1, maxLength: 5 },
)
const cuts = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 8 })

function inPieces(stream: Uint8Array, sizes: number[]) {
  const parser = new TtkParser()
  const found = []
  for (let at = 0, i = 0; at < stream.length; i++) {
    const size = sizes[i % sizes.length] ?? 1
    found.push(...parser.push(stream.subarray(at, at + size)))
    at += size
  }
  return { found, left: parser.pendingBytes }
}

describe('a stream', () => {
  test('gives its messages however it is cut', () => {
    fc.assert(
      fc.property(fc.array(values, { maxLength: 4 }), cuts, (messages, sizes) => {
        const stream = Uint8Array.from(messages.flatMap((each) => [...encodeTtk(each)]))
        const { found } = inPieces(stream, sizes)
        expect(found).toEqual(messages.map((each) => new Map(each)))
      }),
      runs,
    )
  })

  test('of anything at all breaks nothing and is not kept without end', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), cuts, (bytes, sizes) => {
        const { left } = inPieces(bytes, sizes)
        expect(left).toBeLessThanOrEqual(limits.terminalMessageBytesMax + 2)
        expect(decodeTtk(bytes).size).toBeLessThanOrEqual(bytes.length)
      }),
      runs,
    )
  })
})
