import { bitsAt, saying } from './vector.ts'

/** Made from the rules of the programs that the definition names, not captured: commands FF, FD, FE and FC, the serial number in bytes 0 to 4, the state in byte 7, the number of the report in front. */
const two = saying('dcttech-usbrelay-2')
const eight = saying('dcttech-usbrelay-8')

export const hidVectors = [
  saying('dcttech-usbrelay-1')('00 FF 01 00 00 00 00 00 00', 'relay 1 on', 'open request', {
    channel: 0,
  }),
  two('00 FF 02 00 00 00 00 00 00', 'relay 2 on', 'open request', { channel: 1 }),
  two('00 FD 02 00 00 00 00 00 00', 'relay 2 off', 'release request', { channel: 1 }),
  two('00 FE 00 00 00 00 00 00 00', 'all relays on', 'hold-all request', {}),
  two('00 FC 00 00 00 00 00 00 00', 'all relays off', 'rest request', {}),
  two('00', 'who are you, and what is on?', 'read-relays request', {}),
  two('00 42 4D 47 37 31 00 00 02', '"BMG71", relay 2 on', 'read-relays reply', {
    label: 'BMG71',
    outputs: bitsAt(2, [1]),
  }),
  saying('dcttech-usbrelay-4')('00 FD 04 00 00 00 00 00 00', 'relay 4 off', 'release request', {
    channel: 3,
  }),
  eight('00 FF 08 00 00 00 00 00 00', 'relay 8 on', 'open request', { channel: 7 }),
  eight('00 36 51 4D 42 53 00 00 81', '"6QMBS", relays 1 and 8 on', 'read-relays reply', {
    label: '6QMBS',
    outputs: bitsAt(8, [0, 7]),
  }),
]
