import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { limits } from '@cubby/kit/limits'
import { allBoards } from './boards/all.ts'
import { bytesOf, hexOf, vectors } from './boards/vectors.ts'
import { shapesOf } from './define-board.ts'
import { FrameParser } from './parser.ts'

const shapes = allBoards.flatMap(shapesOf)
const longest = Math.max(...shapes.map((shape) => shape.length))

const open = '02 03 05 51 03 5E'
const short = '02 01 00 65 00 00 80 00 00 00 03 EB'
const long = '02 00 00 75 FE FF FF FF FF FF 00 00 00 00 00 80 03 F3'
const broken = '02 01 00 65 00 00 81 00 00 00 03 EB'

/** Feeds each chunk in turn and tells what came out, damaged frames in brackets. */
function parse(...chunks: string[]) {
  const parser = new FrameParser(shapes)
  const found = chunks.filter(Boolean).flatMap((chunk) => parser.push(bytesOf(chunk)))
  return found.map(({ kind, bytes }) => (kind === 'frame' ? hexOf(bytes) : `(${hexOf(bytes)})`))
}

describe('a stream of bytes', () => {
  test.each([
    ['one frame', [short], [short]],
    ['two frames in one chunk', [`${short} ${long}`], [short, long]],
    ['one frame in two chunks', [short.slice(0, 14), short.slice(15)], [short]],
    ['one frame byte by byte', long.split(' '), [long]],
    ['a request and its reply', [`${open} ${short}`], [open, short]],
    ['garbage before a frame', [`FB F2 00 ${short}`], [short]],
    ['garbage that begins like a frame', [`02 02 01 ${short}`], [short]],
    ['a start byte with an unknown command', [`02 00 00 99 ${short}`], [short]],
    ['a header cut off by a whole frame', [`02 00 00 65 ${short} ${short}`], ['(02 00 00 65 02 01 00 65 00 00 80 00)', short, short]], // prettier-ignore
    ['a wrong checksum, then a sound frame', [`${broken} ${short}`], [`(${broken})`, short]],
    ['a wrong end byte', ['02 00 00 50 04 56'], ['(02 00 00 50 04 56)']],
    ['only garbage', ['FF 00 AA 55 03 03'], []],
    ['an unfinished frame', [short.slice(0, 20)], []],
    ['nothing', [''], []],
  ])('with %s', (_, chunks, frames) => {
    expect(parse(...chunks)).toEqual(frames)
  })

  test('gives a sound frame held back by a longer promise once the line is silent', () => {
    const parser = new FrameParser(shapes)
    expect(parser.push(bytesOf(`02 00 00 75 ${short}`))).toEqual([])
    expect(parser.flush().map(({ bytes }) => hexOf(bytes))).toEqual([short])
    expect(parser.pendingBytes).toBe(0)
  })

  test('keeps an unfinished frame through a pause in its middle', () => {
    const parser = new FrameParser(shapes)
    parser.push(bytesOf(long.slice(0, 29)))
    expect(parser.flush()).toEqual([])
    expect(parser.push(bytesOf(long.slice(30))).map(({ bytes }) => hexOf(bytes))).toEqual([long])
  })
})

/**
 * Goal: a noisy bus costs frames that were hit, never one that arrived whole.
 * Method: noise made mostly of bytes that matter to the parser, quiet for as long as the longest frame
 * (whatever began in the noise has ended by then), a sound frame; cut into chunks at random.
 */
describe('noise of any kind', () => {
  const byte = fc.oneof(
    fc.constantFrom(0x02, 0x03, 0x00, 0x50, 0x51, 0x60, 0x65, 0x75),
    fc.nat({ max: 255 }),
  )
  const noise = fc.array(byte, { maxLength: 200 })
  const quiet = Array.from({ length: longest }, () => 0xff)
  const frame = fc.constantFrom(...vectors.map((vector) => vector.hex))

  test('never loses a sound frame after a pause', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(noise, frame), { minLength: 1, maxLength: 4 }), (parts) => {
        const stream = parts.flatMap(([before, hex]) => [...before, ...quiet, ...bytesOf(hex)])
        const found = parse(hexOf(Uint8Array.from(stream)))
        let at = 0
        for (const [, hex] of parts) {
          at = found.indexOf(hex, at) + 1
          expect(at).toBeGreaterThan(0)
        }
      }),
    )
  })

  test('comes out the same however it is cut', () => {
    fc.assert(
      fc.property(
        noise,
        frame,
        noise,
        fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1 }),
        (a, hex, b, cuts) => {
          const stream = Uint8Array.from([...a, ...bytesOf(hex), ...b])
          const whole = new FrameParser(shapes).push(stream)
          const parser = new FrameParser(shapes)
          const inPieces: typeof whole = []
          for (let at = 0, i = 0; at < stream.length; i++) {
            const size = cuts[i % cuts.length] ?? 1
            inPieces.push(...parser.push(stream.subarray(at, at + size)))
            expect(parser.pendingBytes).toBeLessThan(limits.frameBytesMax)
            at += size
          }
          expect(inPieces).toEqual(whole)
        },
      ),
    )
  })
})
