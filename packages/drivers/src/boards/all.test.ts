import { describe, expect, test } from 'vitest'
import { decode, encode, encodeReply } from '../codec.ts'
import { hasItemSensors } from '../define-board.ts'
import { allBoards } from './all.ts'
import { bitsAt, bytesOf, hexOf, vectors } from './vectors.ts'

describe.each(allBoards)('board $model', (board) => {
  const { first, last } = board.addresses
  const inUse = vectors.filter((vector) => vector.model === board.model)

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
    const channels = [-1, 1.5, Number.NaN, board.channels, board.broadcast?.channel ?? 255]
    for (const channel of channels)
      expect(() => encode(board, 'open', { address: first, channel })).toThrow('channel')
    const addresses = [first - 1, last + 1, 0.5, board.broadcast?.address ?? 255]
    for (const address of addresses)
      expect(() => encode(board, 'status', { address })).toThrow('address')
  })

  test('reads back every status it can send, bit by bit', () => {
    for (let channel = 0; channel < board.channels; channel++) {
      const hooks = bitsAt(board.channels, [channel])
      const items = hasItemSensors(board)
        ? bitsAt(board.channels, [board.channels - 1 - channel])
        : null
      const frame = encodeReply(board, 'status', { address: last, hooks, items })
      expect(decode(board, frame)).toEqual({
        direction: 'reply',
        command: 'status',
        address: last,
        channel: null,
        hooks,
        items,
      })
    }
  })

  test('names a witness for each quirk and caveat', () => {
    for (const note of [...board.quirks, ...board.caveats]) {
      expect(note.text).toMatch(/\.$/)
      expect(note.source).not.toBe('')
    }
  })

  test.each(inUse)('says "$meaning" as $hex', (vector) => {
    expect(decode(board, bytesOf(vector.hex))).toMatchObject(vector.says)
    if (vector.says.direction === 'reply') {
      const { address, hooks, items } = vector.says
      expect(hexOf(encodeReply(board, 'status', { address, hooks, items }))).toBe(vector.hex)
    } else if (vector.isForAll) {
      expect(() => encode(board, vector.says.command, vector.says)).toThrow(
        /has no (channel|address)/,
      )
    } else {
      expect(hexOf(encode(board, vector.says.command, vector.says))).toBe(vector.hex)
    }
  })

  test.each(inUse)('does not believe $hex with any one bit flipped', (vector) => {
    for (let bit = 0; bit < bytesOf(vector.hex).length * 8; bit++) {
      const frame = bytesOf(vector.hex)
      frame[bit >> 3] = (frame[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(decode(board, frame)).toBeNull()
    }
  })
})
