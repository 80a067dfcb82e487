import type { Checksum } from './checksums.ts'

/** A frame is: start bytes, the pattern's fields, end byte if there is one, checksum over all before it. */
export type FrameRules = { start: readonly number[]; end?: number; checksum: Checksum }
export type ByteOrder = 'low-first' | 'high-first'

/** What of a board decides how its frames look. */
export type FramedBoard = {
  channels: number
  /** What the first channel is called on the wire; 0 unless said otherwise. */
  firstChannel?: 0 | 1
  /** Addresses that the board's switches can select; 0 to 0 for a board without any. */
  addresses: { first: number; last: number }
  /**
   * Values that mean "all of them" on the wire. They are known only so that the emulator can obey them
   * and the encoder can refuse them: one mistyped number must not open a whole machine.
   */
  broadcast?: { address?: number; channel?: number }
  frame: FrameRules
  /** Where the makers' boards differ, the order of the bytes of a bitmap; each board may be set otherwise. */
  byteOrder?: ByteOrder | undefined
}

/**
 * What a frame can carry. A door is true when it is closed as the data sheet counts it; how this one is wired is for
 * the driver to know. Addresses and channels that mean "all" come back as they stand on the wire.
 */
export type FrameValues = {
  address?: number
  channel?: number
  /** One per channel: doors, items inside, relays under current. */
  hooks?: readonly boolean[]
  items?: readonly boolean[]
  outputs?: readonly boolean[]
  /** The door or the relay of `channel`. */
  door?: boolean
  output?: boolean
  /** Several channels at once, in ascending order or in the order of the list. */
  channels?: readonly number[]
  /** What the board thinks of having done it. */
  isDone?: boolean
  /** Seconds, units of 100 ms, a register, its number: told by the command. */
  amount?: number
  count?: number
  /** What the device calls itself. */
  label?: string
}

/** What a field may look at besides its own bytes. */
export type Whole = { board: FramedBoard; length: number }

/** A piece of a frame: how many bytes, how values become bytes, and back. `take` gives null for what cannot be. */
export interface FieldCodec {
  /** Null for a list, whose first byte is its count. */
  bytes: number | null
  /** Which value it carries; none for fixed bytes. */
  carries?: keyof FrameValues
  /** A byte that never changes, by which the frame is known. */
  fixed?: (whole: Whole) => number
  put: (values: FrameValues, whole: Whole) => readonly number[]
  take: (bytes: Uint8Array, whole: Whole) => FrameValues | null
}

/**
 * A number stands for itself. `ignored` is sent as 0 and never read; `length` counts every byte of the frame.
 * `address-and-channel` share one byte, four bits each; of `address-high` the low four bits are ignored.
 */
export type Field = number | NamedField | FieldCodec
export type NamedField =
  | 'address'
  | 'channel'
  | 'ignored'
  | 'length'
  | 'address-and-channel'
  | 'address-high'
export type Pattern = readonly Field[]

const byteAt = (bytes: Uint8Array) => bytes[0] ?? 0

const named: Record<NamedField, FieldCodec> = {
  address: {
    bytes: 1,
    carries: 'address',
    put: ({ address = 0 }) => [address],
    take: (bytes, { board }) => addressOf(byteAt(bytes), board),
  },
  channel: {
    bytes: 1,
    carries: 'channel',
    put: ({ channel = 0 }, { board }) => [toWire(channel, board)],
    take: (bytes, { board }) => channelOf(fromWire(byteAt(bytes), board), board),
  },
  ignored: { bytes: 1, put: () => [0], take: () => ({}) },
  length: {
    bytes: 1,
    fixed: ({ length }) => length,
    put: (_, { length }) => [length],
    take: (bytes, { length }) => (byteAt(bytes) === length ? {} : null),
  },
  'address-and-channel': {
    bytes: 1,
    carries: 'channel',
    put: ({ address = 0, channel = 0 }) => [(address << 4) | channel],
    take: (bytes, { board }) => {
      const address = addressOf(byteAt(bytes) >> 4, board)
      const channel = channelOf(byteAt(bytes) & 15, board)
      return address && channel && { ...address, ...channel }
    },
  },
  'address-high': {
    bytes: 1,
    carries: 'address',
    put: ({ address = 0 }) => [address << 4],
    take: (bytes, { board }) => addressOf(byteAt(bytes) >> 4, board),
  },
}

/** The codec of any field. */
export function codecOf(field: Field): FieldCodec {
  if (typeof field === 'object') return field
  if (typeof field === 'string') return named[field]
  return {
    bytes: 1,
    fixed: () => field,
    put: () => [field],
    take: (bytes) => (byteAt(bytes) === field ? {} : null),
  }
}

function addressOf(address: number, { addresses, broadcast }: FramedBoard) {
  const isOne = address >= addresses.first && address <= addresses.last
  return isOne || address === broadcast?.address ? { address } : null
}

function channelOf(channel: number, { channels, firstChannel = 0, broadcast }: FramedBoard) {
  const isOne = channel >= 0 && channel < channels
  return isOne || channel + firstChannel === broadcast?.channel ? { channel } : null
}

/** Channels count from 0 everywhere but on the wire, where many makers begin at 1. */
export const toWire = (channel: number, { firstChannel = 0 }: FramedBoard) => channel + firstChannel
export const fromWire = (byte: number, { firstChannel = 0 }: FramedBoard) => byte - firstChannel
