import { type FieldCodec, type FramedBoard, type FrameValues, fromWire, toWire } from './fields.ts'

type BitSet = 'hooks' | 'items' | 'outputs'
type BitOptions = {
  /** Which byte comes first: that of channels 0 to 7, that of the last ones, or as the board is set. */
  order?: 'low-first' | 'high-first' | 'as-set'
  /** What a 1 means for a door, by the data sheet. */
  one?: 'closed' | 'open'
}

/** `bits('hooks', 6)`: six bytes that carry one bit for each of 48 channels; bit 0 is the lowest one. */
export function bits(
  of: BitSet | 'channels',
  bytes: number,
  { order = 'low-first', one = 'closed' }: BitOptions = {},
): FieldCodec {
  const flip = one === 'open'
  const places = (high: boolean) => (channel: number) =>
    high ? bytes - 1 - (channel >> 3) : channel >> 3
  const placeOf = ({ byteOrder }: FramedBoard) =>
    places((order === 'as-set' ? byteOrder : order) === 'high-first')
  return {
    bytes,
    carries: of,
    put: (values, { board }) => {
      const row = Array.from({ length: bytes }, () => 0)
      const place = placeOf(board)
      const isSet =
        of === 'channels'
          ? (channel: number) => values.channels?.includes(channel) === true
          : (channel: number) => values[of]?.[channel] !== undefined && values[of][channel] !== flip
      for (let channel = 0; channel < board.channels; channel++)
        if (isSet(channel)) row[place(channel)] = (row[place(channel)] ?? 0) | (1 << (channel & 7))
      return row
    },
    take: (row, { board }) => {
      const place = placeOf(board)
      const set = Array.from(
        { length: board.channels },
        (_, channel) => (((row[place(channel)] ?? 0) >> (channel & 7)) & 1) === 1,
      )
      if (of === 'channels') return { channels: set.flatMap((bit, i) => (bit ? [i] : [])) }
      return { [of]: flip ? set.map((bit) => !bit) : set }
    },
  }
}

type Meanings = { closed: number; open: number }

/** One byte per channel; any other value than these two makes the frame none of ours. */
export function states(channels: number, meanings: Meanings): FieldCodec {
  return {
    bytes: channels,
    carries: 'hooks',
    put: ({ hooks = [] }) =>
      Array.from({ length: channels }, (_, i) => (hooks[i] ? meanings.closed : meanings.open)),
    take: (row) => {
      const known = row.every((byte) => byte === meanings.closed || byte === meanings.open)
      return known ? { hooks: Array.from(row, (byte) => byte === meanings.closed) } : null
    },
  }
}

const flag = (of: 'door' | 'output' | 'isDone', yes: number, no: number): FieldCodec => ({
  bytes: 1,
  carries: of,
  put: (values) => [values[of] ? yes : no],
  take: ([byte]) => (byte === yes || byte === no ? { [of]: byte === yes } : null),
})

/** The door of the channel that the frame names. */
export const door = ({ closed, open }: Meanings) => flag('door', closed, open)
/** Whether the relay of that channel is under current. */
export const output = (on: number, off: number) => flag('output', on, off)
/** What the board thinks of having done as told: never a door state. */
export const outcome = (done: number, failed: number) => flag('isDone', done, failed)

/** A whole number, high byte first. */
export function number(of: 'amount' | 'count', bytes: 1 | 2 = 1): FieldCodec {
  return {
    bytes,
    carries: of,
    put: (values) => {
      const value = values[of] ?? 0
      return bytes === 1 ? [value] : [value >> 8, value & 0xff]
    },
    take: (row) => ({ [of]: row.reduce((sum, byte) => sum * 256 + byte, 0) }),
  }
}

/** How many channels, and then each of them. */
export const channelList: FieldCodec = {
  bytes: null,
  carries: 'channels',
  put: ({ channels = [] }, { board }) => [
    channels.length,
    ...channels.map((channel) => toWire(channel, board)),
  ],
  take: ([count, ...ids], { board }): FrameValues | null =>
    count === ids.length ? { channels: ids.map((id) => fromWire(id, board)) } : null,
}

/** Plain text, byte by byte. */
export const text = (value: string): number[] => Array.from(value, (each) => each.charCodeAt(0))

/** The channel as the number of a register, two bytes: the first one has this, and each next one so many more. */
export const channelRegister = (first: number, step: number): FieldCodec => ({
  bytes: 2,
  carries: 'channel',
  put: ({ channel = 0 }) => {
    const register = first + step * channel
    return [register >> 8, register & 0xff]
  },
  take: ([high = 0, low = 0], { board }) => {
    const channel = (high * 256 + low - first) / step
    return Number.isInteger(channel) && channel >= 0 && channel < board.channels
      ? { channel }
      : null
  },
})

/** What the device calls itself, in so many letters. */
export const label = (bytes: number): FieldCodec => ({
  bytes,
  carries: 'label',
  put: ({ label: value = '' }) => text(value.padEnd(bytes).slice(0, bytes)),
  take: (row) => ({ label: String.fromCharCode(...row) }),
})

/** The channel as one hexadecimal digit in text. */
export const channelDigit: FieldCodec = {
  bytes: 1,
  carries: 'channel',
  put: ({ channel = 0 }, { board }) => text(toWire(channel, board).toString(16).toUpperCase()),
  take: (row, { board }) => {
    const digit = String.fromCharCode(row[0] ?? 0)
    if (!/^[0-9A-F]$/.test(digit)) return null
    const channel = fromWire(Number.parseInt(digit, 16), board)
    return channel >= 0 && channel < board.channels ? { channel } : null
  },
}
