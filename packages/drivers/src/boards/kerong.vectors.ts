import { allBut, bitsAt, saying } from './vector.ts'

const cu48 = saying('kerong-cu48')
const cu48b = saying('kerong-cu48b')
const cu16 = saying('kerong-cu16')
const cu12 = saying('kerong-cu12')
const all16 = bitsAt(16, [])

export const kerongVectors = [
  cu48('02 00 00 50 03 55', 'status of board 0', 'status request', { address: 0 }),
  cu48(
    '02 00 00 65 07 00 00 00 00 C0 03 31',
    'locks 1, 2, 3, 47 and 48 are locked',
    'status reply',
    { address: 0, hooks: bitsAt(48, [0, 1, 2, 46, 47]) },
  ),
  cu48('02 0A 00 50 03 5F', 'status of every board', 'status request', { address: 10 }),
  cu48('02 01 00 65 00 00 80 00 00 00 03 EB', 'board 1: only lock 24 is locked', 'status reply', {
    address: 1,
    hooks: bitsAt(48, [23]),
  }),
  cu48('02 00 00 51 03 56', 'unlock 1 of board 0', 'open request', { address: 0, channel: 0 }),
  cu48('02 00 2F 51 03 85', 'unlock 48 of board 0', 'open request', { address: 0, channel: 47 }),
  cu48('02 03 05 51 03 5E', 'unlock 6 of board 3', 'open request', { address: 3, channel: 5 }),
  cu48('02 00 30 51 03 86', 'unlock all of board 0', 'open request', { address: 0, channel: 48 }),
  cu48('02 0A 30 51 03 90', 'unlock the whole bus', 'open request', { address: 10, channel: 48 }),
  cu48b('02 00 00 60 03 65', 'status of board 0', 'status request', { address: 0 }),
  cu48b('02 00 00 61 03 66', 'unlock 1 of board 0', 'open request', { address: 0, channel: 0 }),
  cu48b('02 01 0B 61 03 72', 'unlock 12 of board 1', 'open request', { address: 1, channel: 11 }),
  cu48b(
    '02 00 00 75 FF FF FF FF FF FF 00 00 00 00 00 00 03 74',
    'everything locked and empty',
    'status reply',
    { address: 0, hooks: allBut(48, []), items: bitsAt(48, []) },
  ),
  cu48b(
    '02 00 00 75 FE FF FF FF FF FF 00 00 00 00 00 80 03 F3',
    'lock 1 open, item in 48',
    'status reply',
    { address: 0, hooks: allBut(48, [0]), items: bitsAt(48, [47]) },
  ),
  cu16('02 00 30 03 35', 'status of board 0', 'status request', { address: 0 }),
  cu16('02 10 30 03 45', 'status of board 1', 'status request', { address: 1 }),
  cu16('02 00 31 03 36', 'unlock 1 of board 0', 'open request', { address: 0, channel: 0 }),
  cu16('02 0F 31 03 45', 'unlock 16 of board 0', 'open request', { address: 0, channel: 15 }),
  cu16('02 12 31 03 48', 'unlock 3 of board 1', 'open request', { address: 1, channel: 2 }),
  cu16('02 00 35 FF FF 00 00 03 38', 'all locked and empty', 'status reply', {
    address: 0,
    hooks: allBut(16, []),
    items: all16,
  }),
  cu16('02 00 35 FE FF 01 00 03 38', 'lock 1 open, item in 1, with the same sum', 'status reply', {
    address: 0,
    hooks: allBut(16, [0]),
    items: bitsAt(16, [0]),
  }),
  cu16('02 10 35 FF 7F 00 80 03 48', 'board 1: lock 16 open, item in 16', 'status reply', {
    address: 1,
    hooks: allBut(16, [15]),
    items: bitsAt(16, [15]),
  }),
  cu12('02 00 30 03 35', 'status of board 0', 'status request', { address: 0 }),
  cu12('02 12 31 03 48', 'unlock 3 of board 1', 'open request', { address: 1, channel: 2 }),
]
