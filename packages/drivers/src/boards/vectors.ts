/** Worked frames, recomputed by hand from the makers' documents; channels count from 0. */
export type Vector = { model: string; hex: string; meaning: string; says: Says; isForAll?: true }

type Says =
  | { direction: 'request'; command: 'open'; address: number; channel: number }
  | { direction: 'request'; command: 'status'; address: number }
  | {
      direction: 'reply'
      command: 'status'
      address: number
      hooks: boolean[]
      items: boolean[] | null
    }

const status = (address: number): Says => ({ direction: 'request', command: 'status', address })
const open = (address: number, channel: number): Says => ({
  direction: 'request',
  command: 'open',
  address,
  channel,
})
const reply = (address: number, hooks: boolean[], items: boolean[] | null): Says => ({
  direction: 'reply',
  command: 'status',
  address,
  hooks,
  items,
})

/** 48 bits, true where listed. */
export const bitsAt = (count: number, on: readonly number[]) =>
  Array.from({ length: count }, (_, i) => on.includes(i))
const allBut = (off: readonly number[]) => bitsAt(48, off).map((bit) => !bit)

const cu48 = 'kerong-cu48'
const cu48b = 'kerong-cu48b'

export const vectors: readonly Vector[] = [
  { model: cu48, hex: '02 00 00 50 03 55', meaning: 'status of board 0', says: status(0) },
  {
    model: cu48,
    hex: '02 00 00 65 07 00 00 00 00 C0 03 31',
    meaning: 'locks 1, 2, 3, 47 and 48 are locked',
    says: reply(0, bitsAt(48, [0, 1, 2, 46, 47]), null),
  },
  {
    model: cu48,
    hex: '02 0A 00 50 03 5F',
    meaning: 'status of every board',
    says: status(10),
    isForAll: true,
  },
  {
    model: cu48,
    hex: '02 01 00 65 00 00 80 00 00 00 03 EB',
    meaning: 'board 1: only lock 24 is locked',
    says: reply(1, bitsAt(48, [23]), null),
  },
  { model: cu48, hex: '02 00 00 51 03 56', meaning: 'unlock 1 of board 0', says: open(0, 0) },
  { model: cu48, hex: '02 00 2F 51 03 85', meaning: 'unlock 48 of board 0', says: open(0, 47) },
  { model: cu48, hex: '02 03 05 51 03 5E', meaning: 'unlock 6 of board 3', says: open(3, 5) },
  {
    model: cu48,
    hex: '02 00 30 51 03 86',
    meaning: 'unlock all of board 0',
    says: open(0, 48),
    isForAll: true,
  },
  {
    model: cu48,
    hex: '02 0A 30 51 03 90',
    meaning: 'unlock the whole bus',
    says: open(10, 48),
    isForAll: true,
  },
  { model: cu48b, hex: '02 00 00 60 03 65', meaning: 'status of board 0', says: status(0) },
  { model: cu48b, hex: '02 00 00 61 03 66', meaning: 'unlock 1 of board 0', says: open(0, 0) },
  { model: cu48b, hex: '02 01 0B 61 03 72', meaning: 'unlock 12 of board 1', says: open(1, 11) },
  {
    model: cu48b,
    hex: '02 00 00 75 FF FF FF FF FF FF 00 00 00 00 00 00 03 74',
    meaning: 'everything locked and empty',
    says: reply(0, allBut([]), bitsAt(48, [])),
  },
  {
    model: cu48b,
    hex: '02 00 00 75 FE FF FF FF FF FF 00 00 00 00 00 80 03 F3',
    meaning: 'lock 1 open, item in 48',
    says: reply(0, allBut([0]), bitsAt(48, [47])),
  },
]

export const bytesOf = (hex: string) =>
  Uint8Array.from(hex.split(' '), (byte) => Number.parseInt(byte, 16))
export const hexOf = (bytes: Uint8Array) =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(' ')
