import { bitsAt, saying } from './vector.ts'

const wkly = saying('wkly-24')
const one = { address: 0, channel: 0 }
const many = { address: 0, channels: [0, 1, 2] }

export const wklyVectors = [
  wkly('57 4B 4C 59 0C 00 80 03 01 02 03 86', 'open 1, 2 and 3', 'open-many request', many),
  wkly('57 4B 4C 59 09 00 80 00 80', 'done', 'open-many reply', { address: 0, isDone: true }),
  wkly('57 4B 4C 59 09 00 80 FF 7F', 'not done', 'open-many reply', { address: 0, isDone: false }),
  wkly('57 4B 4C 59 09 00 81 01 80', 'flash 1', 'flash request', one),
  wkly('57 4B 4C 59 0A 00 81 00 01 83', 'flashing', 'flash reply', { ...one, isDone: true }),
  wkly('57 4B 4C 59 09 00 82 01 83', 'open 1', 'open request', one),
  wkly('57 4B 4C 59 0B 00 82 00 01 00 81', 'done, and open', 'open reply', {
    ...one,
    isDone: true,
    door: false,
  }),
  wkly('57 4B 4C 59 09 00 83 01 82', 'query 1', 'query-one request', one),
  wkly('57 4B 4C 59 0B 00 83 00 01 00 80', 'open', 'query-one reply', {
    ...one,
    isDone: true,
    door: false,
  }),
  wkly('57 4B 4C 59 0B 00 83 00 01 01 81', 'closed', 'query-one reply', {
    ...one,
    isDone: true,
    door: true,
  }),
  wkly('57 4B 4C 59 08 00 84 85', 'query all', 'status request', { address: 0 }),
  wkly(
    '57 4B 4C 59 22 00 84 00 18 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 B7',
    'all 24 open',
    'status reply',
    { address: 0, isDone: true, hooks: bitsAt(24, []) },
  ),
  saying('wkly-4')(
    '57 4B 4C 59 0E 00 84 00 04 00 01 01 00 87',
    '2 and 3 of four closed',
    'status reply',
    { address: 0, isDone: true, hooks: bitsAt(4, [1, 2]) },
  ),
  saying('wkly-12')('57 4B 4C 59 08 00 84 85', 'query all of twelve', 'status request', {
    address: 0,
  }),
  wkly('57 4B 4C 59 0A 00 85 01 01 86', '1 has closed', 'moved push', { ...one, door: true }),
  wkly('57 4B 4C 59 0A 00 85 02 00 84', '2 has opened', 'moved push', {
    address: 0,
    channel: 1,
    door: false,
  }),
  wkly('57 4B 4C 59 08 00 86 87', 'open all', 'open-all request', { address: 0 }),
  wkly('57 4B 4C 59 09 00 86 00 86', 'done', 'open-all reply', { address: 0, isDone: true }),
  wkly(
    '57 4B 4C 59 0C 00 87 03 01 02 03 81',
    'open 1, 2 and 3 in turn',
    'open-in-turn request',
    many,
  ),
  wkly('57 4B 4C 59 09 00 87 00 87', 'done', 'open-in-turn reply', { address: 0, isDone: true }),
  wkly('57 4B 4C 59 09 01 82 01 82', 'open 1 of board 1', 'open request', {
    address: 1,
    channel: 0,
  }),
  wkly('57 4B 4C 59 09 0A 82 01 89', 'open 1 of board 10', 'open request', {
    address: 10,
    channel: 0,
  }),
  wkly('57 4B 4C 59 0A 00 88 00 02 89', '2 is held', 'hold reply', {
    address: 0,
    channel: 1,
    isDone: true,
  }),
  wkly('57 4B 4C 59 0A 00 89 00 03 89', '3 is released', 'release reply', {
    address: 0,
    channel: 2,
    isDone: true,
  }),
]
