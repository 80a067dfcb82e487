import { boardModels } from '@cubby/domain/machine/board-models'
import { expect, test } from 'vitest'
import { allBoards } from './all.ts'

test('what a wiring is checked against is what the drivers can drive', () => {
  const driven = allBoards.map(({ model, vendor, name, channels, addresses, line }) => ({
    model,
    vendor,
    name,
    channels,
    addresses,
    baudRate: line.baudRate,
  }))
  expect(boardModels).toEqual(driven)
})
