import { bitsAt, saying } from './vector.ts'

/** "all" is 0 on the wire, so -1 where channels count from 0. */
const all = -1
const shuoming = saying('shuoming-8a-24')
const eight = saying('shuoming-8a-8')
const open = 'open request'
const none = bitsAt(24, [])

export const xor8aVectors = [
  shuoming('8A 01 01 11 9B', 'open 1', open, { address: 1, channel: 0 }),
  shuoming('8A 01 01 11 9B', 'answer: closed, in the same bytes', 'open reply', {
    address: 1,
    channel: 0,
    door: true,
  }),
  shuoming('8A 01 01 00 8A', 'answer: open', 'open reply', { address: 1, channel: 0, door: false }),
  shuoming('8A 01 06 11 9C', 'open 6', open, { address: 1, channel: 5 }),
  shuoming('8A 02 0A 11 93', 'open 10 of board 2', open, { address: 2, channel: 9 }),
  shuoming('8A 02 0A 00 82', 'answer of board 2', 'open reply', {
    address: 2,
    channel: 9,
    door: false,
  }),
  shuoming('8A 03 0C 11 94', 'open 12 of board 3', open, { address: 3, channel: 11 }),
  shuoming('8A 01 00 11 9A', 'open all', open, { address: 1, channel: all }),
  shuoming('8A 01 03 11 02 9B', 'open 3 for 2 seconds', 'open-for request', {
    address: 1,
    channel: 2,
    amount: 2,
  }),
  shuoming('80 01 01 33 B3', 'query 1', 'query-one request', { address: 1, channel: 0 }),
  shuoming('80 01 01 00 80', 'answer: open', 'query-one reply', {
    address: 1,
    channel: 0,
    door: false,
  }),
  shuoming('80 01 01 11 91', 'answer: closed', 'query-one reply', {
    address: 1,
    channel: 0,
    door: true,
  }),
  shuoming('80 01 00 33 B2', 'query all', 'status request', { address: 1 }),
  shuoming('80 01 00 00 00 33 B2', 'no bit set', 'status reply', { address: 1, hooks: none }),
  shuoming('80 01 00 00 02 33 B0', 'bit of lock 2', 'status reply', {
    address: 1,
    hooks: bitsAt(24, [1]),
  }),
  shuoming('80 01 00 00 20 33 92', 'bit of lock 6', 'status reply', {
    address: 1,
    hooks: bitsAt(24, [5]),
  }),
  eight('80 01 00 00 02 33 B0', 'bit of lock 2 of eight', 'status reply', {
    address: 1,
    hooks: bitsAt(8, [1]),
  }),
  saying('shuoming-8a-12')('80 01 00 08 00 33 BA', 'bit of lock 12', 'status reply', {
    address: 1,
    hooks: bitsAt(12, [11]),
  }),
  saying('shuoming-8a-32')('80 01 80 00 00 00 33 32', 'bit of lock 32', 'status reply', {
    address: 1,
    hooks: bitsAt(32, [31]),
  }),
  shuoming('90 01 02 02 02 93', 'open 2, 10 and 18', 'open-many request', {
    address: 1,
    channels: [1, 9, 17],
  }),
  shuoming('9A 01 01 11 8B', 'current on', 'hold request', { address: 1, channel: 0 }),
  shuoming('9B 01 01 11 8A', 'current off', 'release request', { address: 1, channel: 0 }),
  shuoming('82 01 00 22 A1', 'which firmware', 'firmware request', { address: 1 }),
  shuoming('82 01 05 11 97', 'door 5 closed', 'moved push', { address: 1, channel: 4, door: true }),
  shuoming(
    '81 01 05 00 85',
    'door 5 opened, in the other form',
    'moved push',
    { address: 1, channel: 4, door: false },
    1,
  ),
]
