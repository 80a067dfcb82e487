import { allBut, saying } from './vector.ts'

const board = saying('dc-02-12')
const one = { address: 1, channel: 0 }

export const dc02Vectors = [
  board('DC 02 01 10 01 01 13', 'open 1', 'open request', one),
  board('DC FE 01 10 02 01 01 15', '1 is open', 'open reply', { ...one, door: false }),
  board('DC 02 01 01 00 02', 'which version', 'version request', { address: 1 }),
  board('DC 02 01 11 01 01 14', 'read 1', 'query-one request', one),
  board('DC 02 01 12 00 13', 'read all', 'status request', { address: 1 }),
  board('DC FE 01 12 02 08 01 1E', '1 and 12 are open (built by the rules)', 'status reply', {
    address: 1,
    hooks: allBut(12, [0, 11]),
  }),
  board('DC 02 01 14 00 15', 'open all', 'open-all request', { address: 1 }),
  board('DC 02 01 15 02 00 07 1F', 'open 1 to 3 in turn', 'open-in-turn request', {
    address: 1,
    channels: [0, 1, 2],
  }),
  board('DC 02 01 16 02 01 01 1B', 'hold 1', 'hold request', { ...one, output: true }),
  board('DC FE 01 16 01 01 19', 'held', 'hold reply', { address: 1, amount: 1 }),
  board('DC 02 01 18 02 00 07 22', 'open 1 to 3 at once', 'open-many request', {
    address: 1,
    channels: [0, 1, 2],
  }),
  board('DC 02 01 1A 02 00 07 24', 'hold 1 to 3', 'hold-many request', {
    address: 1,
    channels: [0, 1, 2],
  }),
  board('DC FE 01 1A 01 01 1D', 'held', 'hold-many reply', { address: 1, amount: 1 }),
  board('DC 02 02 10 01 0C 1F', 'open 12 of board 2', 'open request', { address: 2, channel: 11 }),
]
