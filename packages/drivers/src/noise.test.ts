import { bytesOf, hexOf } from './hex.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { limits } from '@cubby/kit/limits'
import { allBoards } from './boards/all.ts'
import { vectors } from './boards/vectors.ts'
import { encodeAny } from './codec.ts'
import { type BoardDefinition, patternsOf, shapesOf } from './define-board.ts'
import { shapeOf } from './frame-shape.ts'
import { FrameParser } from './parser.ts'

/**
 * Goal: whatever a bus brings costs the frames that were hit, never one that arrived whole, and never memory.
 * Method: noise made mostly of bytes that matter to the family, quiet for as long as its longest frame (whatever
 * began in the noise has ended by then), a sound frame; cut into chunks at random. 10,000 cases per family and claim.
 */
const runs = { numRuns: 10_000 }

const families = Map.groupBy(allBoards, ({ family }) => family)

describe.each([...families])('noise around boards of the family %s', (_, boards) => {
  // The sizes of one family never share a bus with each other in this: the largest stands for all.
  const board = boards.toSorted((a, b) => a.channels - b.channels).at(-1) ?? boards[0]!
  const spoken = spokenFramesOf(board)
  const frame = fc.constantFrom(...spoken)
  const shapes = shapesOf(board)
  const longest = Math.max(
    ...shapes.map(({ length }) => (typeof length === 'number' ? length : length.max)),
  )
  const telling = [...new Set(spoken.flatMap((hex) => [...bytesOf(hex)]))]
  const byte = fc.oneof(fc.constantFrom(...telling), fc.nat({ max: 255 }))
  const noise = fc.array(byte, { maxLength: 40 })
  const quiet = Array.from({ length: longest }, () => 0x2e)
  const cuts = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 8 })

  test('no frame is lost that comes whole after a pause', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(noise, frame), { minLength: 1, maxLength: 3 }), (parts) => {
        const stream = parts.flatMap(([before, hex]) => [...before, ...quiet, ...bytesOf(hex)])
        const found = new FrameParser(shapes)
          .push(Uint8Array.from(stream))
          .map(({ bytes }) => hexOf(bytes))
        let at = 0
        for (const [, hex] of parts) {
          at = found.indexOf(hex, at) + 1
          expect(at).toBeGreaterThan(0)
        }
      }),
      runs,
    )
  })

  test('however the stream is cut or merged, the same comes out, and little is held', () => {
    fc.assert(
      fc.property(noise, frame, frame, noise, cuts, (before, one, other, after, sizes) => {
        const stream = Uint8Array.from([...before, ...bytesOf(one), ...bytesOf(other), ...after])
        const whole = new FrameParser(shapes).push(stream)
        const parser = new FrameParser(shapes)
        const pieces: typeof whole = []
        for (let at = 0, i = 0; at < stream.length; i++) {
          const size = sizes[i % sizes.length] ?? 1
          pieces.push(...parser.push(stream.subarray(at, at + size)))
          expect(parser.pendingBytes).toBeLessThan(limits.frameBytesMax)
          at += size
        }
        expect(pieces).toEqual(whole)
      }),
      runs,
    )
  })

  test('an awaited reply is found behind late, foreign and broken ones', () => {
    const status = replyOf(board)
    if (!status) return
    const foreign = fc.constantFrom(...vectors.map(({ hex }) => hex))
    fc.assert(
      fc.property(fc.array(fc.oneof(frame, foreign), { maxLength: 3 }), cuts, (others, sizes) => {
        const parser = new FrameParser(shapes)
        parser.expect([shapeOf(board, status.pattern, { address: board.addresses.first })])
        const stream = Uint8Array.from([
          ...others.flatMap((hex) => [...bytesOf(hex), ...quiet]),
          ...bytesOf(status.hex),
        ])
        const found: string[] = []
        for (let at = 0, i = 0; at < stream.length; i++) {
          const size = sizes[i % sizes.length] ?? 1
          found.push(
            ...parser.push(stream.subarray(at, at + size)).map(({ bytes }) => hexOf(bytes)),
          )
          at += size
        }
        found.push(...parser.flush().map(({ bytes }) => hexOf(bytes)))
        expect(found).toContain(status.hex)
      }),
      runs,
    )
  })
})

function spokenFramesOf(board: BoardDefinition): string[] {
  return patternsOf(board).flatMap(({ command, direction, isSpoken }) => {
    if (!isSpoken) return []
    const hooks = Array.from({ length: board.channels }, (_, i) => i % 3 > 0)
    const values = { address: board.addresses.first, hooks, items: hooks, isDone: true }
    return [0, board.channels - 1].map((channel) =>
      hexOf(encodeAny(board, { command, direction }, { ...values, channel, channels: [channel] })),
    )
  })
}

function replyOf(board: BoardDefinition) {
  const pattern = board.commands.status?.reply
  const hooks = Array.from({ length: board.channels }, (_, i) => i % 2 === 0)
  const values = { address: board.addresses.first, channel: 0, hooks, items: hooks, isDone: true }
  if (!pattern) return null
  return {
    pattern,
    hex: hexOf(encodeAny(board, { command: 'status', direction: 'reply' }, values)),
  }
}
