import { bitsAt, saying } from './vector.ts'

/**
 * Out of the maker's list of commands as its dealers hand it on (boards of 4 relays, address 255), which programs of several people repeat
 * with their captures; the pulses of half a second and those of relay 8 follow from its rule (registers 3, 8, 13 … and tenths of a second).
 */
const four = saying('lc-modbus-relay-4')
const eight = saying('lc-modbus-relay-8')
const at = (channel: number) => ({ address: 255, channel })
const all = { address: 255 }

export const lcModbusVectors = [
  four('FF 05 00 00 FF 00 99 E4', 'relay 1 on', 'hold request', at(0)),
  four('FF 05 00 00 FF 00 99 E4', 'and its answer', 'hold reply', at(0)),
  four('FF 05 00 00 00 00 D8 14', 'relay 1 off', 'release request', at(0)),
  four('FF 05 00 01 FF 00 C8 24', 'relay 2 on', 'hold request', at(1)),
  four('FF 05 00 01 00 00 89 D4', 'relay 2 off', 'release reply', at(1)),
  four('FF 0F 00 00 00 08 01 FF 30 1D', 'all relays on', 'hold-all request', all),
  four('FF 0F 00 00 00 08 01 00 70 5D', 'all relays off', 'rest request', all),
  four('FF 0F 00 00 00 08 41 D3', 'and its answer', 'rest reply', all),
  four('FF 01 00 00 00 08 28 12', 'which relays are on', 'read-relays request', all),
  four('FF 01 01 01 A1 A0', 'relay 1', 'read-relays reply', { ...all, outputs: bitsAt(4, [0]) }),
  four('FF 02 00 00 00 08 6C 12', 'read the inputs', 'status request', all),
  four('FF 02 01 01 51 A0', 'voltage on input 1', 'status reply', { ...all, hooks: bitsAt(4, [0]) }),
  four('FF 10 00 03 00 02 04 00 04 00 14 C5 9F', 'relay 1 for two seconds', 'open-for request', {
    ...at(0),
    amount: 20,
  }),
  four('FF 10 00 03 00 02 A4 16', 'and its answer', 'open reply', at(0)),
  four('FF 10 00 03 00 02 04 00 04 00 05 05 93', 'half a second of relay 1', 'open request', at(0)),
  eight('01 10 00 26 00 02 04 00 04 00 05 F0 5F', 'half a second of relay 8', 'open request', { address: 1, channel: 7 }),
  eight('01 10 00 26 00 02 A0 03', 'and its answer', 'open reply', { address: 1, channel: 7 }),
  eight('01 02 01 81 61 E8', 'voltage on inputs 1 and 8', 'status reply', { address: 1, hooks: bitsAt(8, [0, 7]) }),
] // prettier-ignore
