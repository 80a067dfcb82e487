import { cu48 } from '@cubby/drivers/boards/cu48'
import { encode, encodeReply } from '@cubby/drivers/codec'
import { describe, expect, test } from 'vitest'
import { FrameReader } from './frame-reader.ts'

const aReader = () => new FrameReader([{ id: 'board-3', address: 3, definition: cu48 }])
const ask = encode(cu48, 'status', { address: 3 })
const answer = (...open: number[]) =>
  encodeReply(cu48, 'status', {
    address: 3,
    hooks: Array.from({ length: cu48.channels }, (_, channel) => !open.includes(channel)),
    items: null,
  })

describe('bytes on the wires', () => {
  test('that open a door say which', () => {
    const bytes = encode(cu48, 'open', { address: 3, channel: 5 })
    expect(aReader().read('to-boards', bytes)).toEqual({
      direction: 'to-boards',
      hex: '02 03 05 51 03 5E',
      meaning: { kind: 'open', board: 'board-3', channel: 5 },
      isNews: true,
    })
  })

  test('that answer say which doors are open, and what is new', () => {
    const reader = aReader()
    reader.read('to-boards', ask)
    const told = [answer(), answer(5, 7), answer(5, 7), answer(7)].map((bytes) =>
      reader.read('from-boards', bytes),
    )
    expect(told.map(({ isNews }) => isNews)).toEqual([true, true, false, true])
    expect(told.map(({ meaning }) => meaning)).toMatchObject([
      { kind: 'doors', board: 'board-3', open: [], opened: [], closed: [] },
      { open: [5, 7], opened: [5, 7], closed: [] },
      { open: [5, 7], opened: [], closed: [] },
      { open: [7], opened: [], closed: [5] },
    ])
  })

  test('that only ask are no news', () => {
    expect(aReader().read('to-boards', ask)).toMatchObject({
      meaning: { kind: 'ask', board: 'board-3' },
      isNews: false,
    })
  })

  test('that come back as they were sent are an echo', () => {
    const reader = aReader()
    reader.read('to-boards', ask)
    expect(reader.read('from-boards', ask).meaning).toEqual({ kind: 'echo' })
  })

  test('that are damaged cannot be read', () => {
    const bytes = answer(1)
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 0x55
    expect(aReader().read('from-boards', bytes).meaning).toEqual({ kind: 'unreadable' })
  })

  test('for a board that is not there name none', () => {
    const bytes = encode(cu48, 'status', { address: 9 })
    expect(aReader().read('to-boards', bytes).meaning).toEqual({ kind: 'ask', board: null })
  })
})
