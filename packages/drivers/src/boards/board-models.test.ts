import { boardModels } from '@cubby/domain/machine/board-models'
import { expect, test } from 'vitest'
import { relayWordsOf } from '../switches/relay-output.ts'
import { allBoards } from './all.ts'

test('what a wiring is checked against is what the drivers can drive', () => {
  const driven = allBoards.map((board) => ({
    model: board.model,
    vendor: board.vendor,
    name: board.name,
    channels: board.channels,
    addresses: board.addresses,
    baudRate: board.line.baudRate,
    hasContacts: board.commands.status !== undefined,
    byteOrder: board.byteOrder ?? null,
    canHold: relayWordsOf(board) !== null,
    endsPulses: board.commands.release === undefined,
    isHid: board.isHid === true,
  }))
  expect(boardModels).toEqual(driven)
})
