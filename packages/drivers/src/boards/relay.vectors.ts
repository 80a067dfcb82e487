import { bitsAt, saying } from './vector.ts'

const modbus = saying('waveshare-relay-8d')
const lcus = saying('lcus-4')
const one = { address: 1, channel: 0 }

export const relayVectors = [
  modbus('01 05 00 00 FF 00 8C 3A', 'relay 1 on', 'hold request', one),
  modbus('01 05 00 00 FF 00 8C 3A', 'and its answer', 'hold reply', one),
  modbus('01 05 00 00 00 00 CD CA', 'relay 1 off', 'release request', one),
  modbus('01 05 00 00 00 00 CD CA', 'and its answer', 'release reply', one),
  modbus('01 05 02 00 00 05 0C 71', 'half a second of relay 1', 'open request', one),
  modbus('01 05 02 00 00 05 0C 71', 'and its answer', 'open reply', one),
  modbus('01 05 00 00 55 00 F2 9A', 'relay 1 the other way', 'toggle request', one),
  modbus('01 05 00 FF 00 00 FD FA', 'all relays off', 'rest request', { address: 1 }),
  modbus('01 01 00 00 00 08 3D CC', 'which relays are on', 'read-relays request', { address: 1 }),
  modbus('01 01 01 41 91 B8', 'relays 1 and 7', 'read-relays reply', {
    address: 1,
    outputs: bitsAt(8, [0, 6]),
  }),
  modbus('01 02 00 00 00 08 79 CC', 'read 8 inputs', 'status request', { address: 1 }),
  modbus('01 04 00 01 00 02 20 0B', 'two registers from 1', 'read-registers request', {
    address: 1,
    amount: 1,
    count: 2,
  }),
  modbus('01 04 04 00 FD 01 C2 EA 75', '253 and 450', 'read-registers reply', {
    address: 1,
    amount: 253,
    count: 450,
  }),
  lcus('A0 01 01 A2', 'relay 1 on', 'open request', { channel: 0 }),
  lcus('A0 01 00 A1', 'relay 1 off', 'release request', { channel: 0 }),
  lcus('A0 02 01 A3', 'relay 2 on', 'open request', { channel: 1 }),
  lcus('A0 04 00 A4', 'relay 4 off', 'release request', { channel: 3 }),
  saying('lcus-1')('A0 01 01 A2', 'relay 1 on', 'open request', { channel: 0 }),
  saying('lcus-2')('A0 02 01 A3', 'relay 2 on', 'open request', { channel: 1 }),
  saying('lcus-8')('A0 04 00 A4', 'relay 4 off', 'release request', { channel: 3 }),
  saying('kmtronic-8')('FF 02 01', 'relay 2 on', 'open request', { channel: 1 }),
  saying('kmtronic-8')('FF 02 00', 'relay 2 off', 'release request', { channel: 1 }),
  saying('kmtronic-8')('FF 02 03', 'is relay 2 on?', 'read-relay request', { channel: 1 }),
  saying('kmtronic-8')('FF 02 01', 'it is', 'read-relay reply', { channel: 1, output: true }),
  saying('numato-16')('72 65 6C 61 79 20 6F 6E 20 42 0D', '"relay on B"', 'open request', {
    channel: 11,
  }),
  saying('numato-16')('72 65 6C 61 79 20 6F 66 66 20 30 0D', '"relay off 0"', 'release request', {
    channel: 0,
  }),
]
