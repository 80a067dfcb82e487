/** What people choose a lock board by, and what a wiring is checked against. How to talk to it is for the drivers to know. */
export type BoardModel = {
  /** The name in a wiring; never renamed. */
  model: string
  vendor: string
  /** As printed on the board. */
  name: string
  /** Locks per board; channels count from 0. */
  channels: number
  /** Addresses that the board's switches can select. */
  addresses: { first: number; last: number }
  baudRate: number
  /** Without contacts no door of the board is ever known, so nothing can be left behind it. */
  hasContacts: boolean
  /** For boards of which both orders of bytes are in use: what holds unless the wiring says otherwise. */
  byteOrder: 'low-first' | 'high-first' | null
  /** Whether an output can stay on: for lights, heaters and sockets. The others only pulse. */
  canHold: boolean
  /** Whether the board ends the pulse of a lock by itself. One that does not moves no lock: a computer that dies would burn the coil. */
  endsPulses: boolean
  /** Plugged in by USB, without a stream of bytes: only in the file of devices on the machine, on a line of kind `hid`. */
  isHid: boolean
}

type Facts = Pick<BoardModel, 'channels' | 'baudRate'> & { addresses: [number, number] } & Partial<
    Pick<BoardModel, 'hasContacts' | 'byteOrder' | 'canHold' | 'endsPulses' | 'isHid'>
  >

const board = (vendor: string, model: string, name: string, facts: Facts): BoardModel => {
  const { channels, addresses, baudRate, hasContacts = true, byteOrder = null } = facts
  const { canHold = false, endsPulses = true, isHid = false } = facts
  const [first, last] = addresses
  return {
    model,
    vendor,
    name,
    channels,
    addresses: { first, last },
    baudRate,
    hasContacts,
    byteOrder,
    canHold,
    endsPulses,
    isHid,
  }
}

const kerong = { addresses: [0, 9] as [number, number], baudRate: 19_200 }
const shuoming = {
  addresses: [1, 32] as [number, number],
  baudRate: 9_600,
  byteOrder: 'high-first' as const,
  canHold: true,
}
const wkly = { addresses: [0, 31] as [number, number], baudRate: 9_600, canHold: true }
const winnsen = { channels: 16, addresses: [0, 255] as [number, number], baudRate: 9_600 }
const relay = {
  addresses: [0, 0] as [number, number],
  baudRate: 9_600,
  hasContacts: false,
  canHold: true,
  endsPulses: false,
}
const usbRelay = (channels: number) =>
  board('dcttech', `dcttech-usbrelay-${channels}`, `USBRelay${channels} (HID 16C0:05DF)`, {
    ...relay,
    channels,
    isHid: true,
  })

/** Every board that a wiring may name; a test of the drivers holds it against what they can drive. */
export const boardModels: readonly BoardModel[] = [
  board('Kerong', 'kerong-cu48', 'KR-CU48', { ...kerong, channels: 48 }),
  board('Kerong', 'kerong-cu48b', 'KR-CU48B', { ...kerong, channels: 48 }),
  board('Kerong', 'kerong-cu16', 'KR-CU16', { ...kerong, channels: 16 }),
  board('Kerong', 'kerong-cu12', 'KR-CU12', { ...kerong, channels: 12 }),
  board('Shuoming / YS', 'shuoming-8a-8', '8A 8-lock board', { ...shuoming, channels: 8 }),
  board('Shuoming / YS', 'shuoming-8a-12', '8A 12-lock board', { ...shuoming, channels: 12 }),
  board('Shuoming / YS', 'shuoming-8a-24', '8A 24-lock board', { ...shuoming, channels: 24 }),
  board('Shuoming / YS', 'shuoming-8a-32', '8A 32-lock board', { ...shuoming, channels: 32 }),
  board('WKLY', 'wkly-4', '4-lock board', { ...wkly, channels: 4 }),
  board('WKLY', 'wkly-12', '12-lock board', { ...wkly, channels: 12 }),
  board('WKLY', 'wkly-24', '24-lock board', { ...wkly, channels: 24 }),
  board('Winnsen', 'winnsen-16', '16-lock board', winnsen),
  board('Winnsen', 'winnsen-16-one-by-one', '16-lock board, status one by one', winnsen),
  board('DC 02', 'dc-02-12', '12-lock board', {
    channels: 12,
    addresses: [1, 15],
    baudRate: 9_600,
    canHold: true,
  }),
  board('Waveshare', 'waveshare-relay-8d', 'Modbus RTU Relay (D), 8 relays', {
    channels: 8,
    addresses: [1, 247],
    baudRate: 9_600,
    canHold: true,
  }),
  ...([4, 8] as const).map((channels) =>
    board(
      'LC Technology',
      `lc-modbus-relay-${channels}`,
      `Modbus RTU relay, ${channels} relays and inputs`,
      { channels, addresses: [1, 255], baudRate: 9_600, canHold: true },
    ),
  ),
  board('LC Technology', 'lcus-1', 'LCUS-1', { ...relay, channels: 1 }),
  board('LC Technology', 'lcus-2', 'LCUS-2', { ...relay, channels: 2 }),
  board('LC Technology', 'lcus-4', 'LCUS-4', { ...relay, channels: 4 }),
  board('LC Technology', 'lcus-8', 'LCUS-8', { ...relay, channels: 8 }),
  board('KMtronic', 'kmtronic-8', 'USB relay, 8 channels', { ...relay, channels: 8 }),
  board('Numato', 'numato-16', 'USB relay module, up to 16 channels', { ...relay, channels: 16 }),
  usbRelay(1),
  usbRelay(2),
  usbRelay(4),
  usbRelay(8),
]

/** The board model of this name; undefined when there is none. */
export const boardModelNamed = (model: string) => boardModels.find((each) => each.model === model)
