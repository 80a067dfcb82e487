import { bytesOf, hexOf } from './hex.ts'
import { describe, expect, test } from 'vitest'
import { cu48 } from './boards/cu48.ts'
import { cu48b } from './boards/cu48b.ts'
import { shapesOf } from './define-board.ts'
import { FrameParser } from './parser.ts'

const shapes = [cu48, cu48b].flatMap(shapesOf)

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
