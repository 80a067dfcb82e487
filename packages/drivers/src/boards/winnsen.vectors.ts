import { allBut, saying } from './vector.ts'

const board = saying('winnsen-16')
const oneByOne = saying('winnsen-16-one-by-one')
const upTo = (count: number) => Array.from({ length: count }, (_, channel) => channel)

export const winnsenVectors = [
  board('90 06 05 01 05 03', 'open 5 of station 1', 'open request', { address: 1, channel: 4 }),
  board('90 07 85 01 05 01 03', '5 has opened', 'open reply', {
    address: 1,
    channel: 4,
    isDone: true,
  }),
  board('90 07 85 01 03 00 03', '3 has not opened', 'open reply', {
    address: 1,
    channel: 2,
    isDone: false,
  }),
  board('90 07 02 02 FF 0F 03', 'doors 1 to 12 of station 2', 'status request', {
    address: 2,
    channels: upTo(12),
  }),
  board('90 07 02 01 FF FF 03', 'all doors of station 1', 'status request', {
    address: 1,
    channels: upTo(16),
  }),
  board('90 07 82 01 01 01 03', 'doors 1 and 9 are open', 'status reply', {
    address: 1,
    hooks: allBut(16, [0, 8]),
  }),
  oneByOne('90 06 12 00 01 03', 'door 1 of station 0', 'status request', {
    address: 0,
    channel: 0,
  }),
  oneByOne('90 07 92 00 01 01 03', 'door 1 is open, in either order', 'status reply', {
    address: 0,
    channel: 0,
    door: false,
  }),
  oneByOne('90 07 92 00 05 00 03', 'door 5 is closed, lock first', 'status reply', {
    address: 0,
    channel: 4,
    door: true,
  }),
  oneByOne(
    '90 07 92 00 00 05 03',
    'door 5 is closed, state first',
    'status reply',
    { address: 0, channel: 4, door: true },
    1,
  ),
]
