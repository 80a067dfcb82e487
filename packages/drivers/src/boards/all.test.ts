import { bytesOf, hexOf } from '../hex.ts'
import { describe, expect, test } from 'vitest'
import { decode, decodeAll, encode, encodeAny, encodeReply } from '../codec.ts'
import { asksPerChannel, hasItemSensors } from '../define-board.ts'
import { allBoards } from './all.ts'
import { bitsAt } from './vector.ts'
import { vectors } from './vectors.ts'

describe.each(allBoards)('board $model', (board) => {
  const { first, last } = board.addresses
  const inUse = vectors.filter((vector) => vector.model === board.model)
  const { status } = board.commands

  test('has worked frames to be held against', () => {
    expect(inUse.length).toBeGreaterThan(0)
  })

  test('addresses every channel of every board it claims to have', () => {
    const frames = new Set<string>()
    for (let address = first; address <= last; address++) {
      for (let channel = 0; channel < board.channels; channel++) {
        frames.add(hexOf(encode(board, 'open', { address, channel })))
      }
    }
    expect(frames.size).toBe((last - first + 1) * board.channels)
  })

  test('refuses channels and addresses that are not its own, above all those that open everything', () => {
    const all = (board.broadcast?.channel ?? 255) - (board.firstChannel ?? 0)
    for (const channel of [-1, 1.5, Number.NaN, board.channels, all])
      expect(() => encode(board, 'open', { address: first, channel })).toThrow('channel')
    for (const address of [first - 1, last + 1, 0.5, board.broadcast?.address ?? 256])
      expect(() => encode(board, 'open', { address, channel: 0 })).toThrow('address')
  })

  test.each(status && !asksPerChannel(board) ? [board.model] : [])(
    '%s reads back every status it can send, bit by bit',
    () => {
      for (let channel = 0; channel < board.channels; channel++) {
        const hooks = bitsAt(board.channels, [channel])
        const items = hasItemSensors(board)
          ? bitsAt(board.channels, [board.channels - 1 - channel])
          : null
        const frame = encodeReply(board, 'status', { address: last, hooks, items })
        const expected = { direction: 'reply', command: 'status', address: last, hooks, items }
        expect(decodeAll(board, frame)).toContainEqual(expect.objectContaining(expected))
      }
    },
  )

  test('names a witness for each remark, quirk and caveat', () => {
    for (const note of [...board.wiring, ...board.quirks, ...board.caveats]) {
      expect(note.text).toMatch(/\.$/)
      expect(note.source).not.toBe('')
    }
  })

  test.each(inUse)('says "$meaning" as $hex', (vector) => {
    const { hex, command, direction, says, variant = 0 } = vector
    expect(decodeAll(board, bytesOf(hex))).toContainEqual(
      expect.objectContaining({ command, direction, ...says }),
    )
    expect(hexOf(encodeAny(board, { command, direction, variant }, says))).toBe(hex)
  })

  const meansAll = inUse.filter(({ direction, command, says }) => {
    const { address = first, channel = 0 } = says
    const isOwn = channel >= 0 && channel < board.channels && address >= first && address <= last
    return !isOwn && direction === 'request' && (command === 'open' || command === 'status')
  })

  test.each(meansAll)('never says "$meaning" by itself', ({ command, says }) => {
    const { address = first, channel = 0 } = says
    const said = () => encode(board, command === 'open' ? 'open' : 'status', { address, channel })
    expect(said).toThrow(/has no (channel|address)/)
  })

  test.each(board.frame.checksum.bytes > 0 ? inUse : [])(
    'does not believe $hex with any one bit flipped',
    (vector) => {
      for (let bit = 0; bit < bytesOf(vector.hex).length * 8; bit++) {
        const frame = bytesOf(vector.hex)
        frame[bit >> 3] = (frame[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        expect(decode(board, frame)).toBeNull()
      }
    },
  )
})

test('every frame that the boards of the field were seen to speak is known', () => {
  expect(vectors.length).toBeGreaterThan(100)
  const families = new Set(allBoards.map(({ family }) => family))
  expect(families.size).toBeGreaterThanOrEqual(10)
})
