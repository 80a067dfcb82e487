import { assert } from '@cubby/kit/assert'
import {
  type BoardDefinition,
  type Command,
  type CommandName,
  frameLength,
  type Pattern,
} from './define-board.ts'

/** One answer of a board as its bits stand on the wire; what a bit means is the driver's business. */
export type BoardBits = { hooks: readonly boolean[]; items: readonly boolean[] | null }

export type DecodedFrame = {
  direction: 'request' | 'reply'
  command: CommandName
  address: number
  /** Null when this kind of frame names no channel. */
  channel: number | null
  hooks: readonly boolean[] | null
  items: readonly boolean[] | null
}

/**
 * The bytes of a request. Addresses and channels outside the board's own, the ones that mean "all"
 * among them, are a broken promise of the caller.
 */
export function encode(
  board: BoardDefinition,
  command: CommandName,
  values: { address: number; channel?: number },
): Uint8Array {
  const { request }: Command = board.commands[command]
  assertAddress(board, values.address)
  const channel = values.channel ?? 0
  assert(isChannel(board, channel), `${board.model} has no channel ${channel}`)
  return build(board, request, { ...values, channel })
}

/** The bytes of a reply, as the board itself would send it; for emulators and tests. */
export function encodeReply(
  board: BoardDefinition,
  command: CommandName,
  values: { address: number } & BoardBits,
): Uint8Array {
  const { reply }: Command = board.commands[command]
  assert(reply, `${board.model} does not answer ${command}`)
  assertAddress(board, values.address)
  return build(board, reply, values)
}

/**
 * What a whole frame says; null when it is none of this board's frames or its end or checksum is wrong.
 * Address and channel come back as they stand on the wire, also those that mean "all".
 */
export function decode(board: BoardDefinition, frame: Uint8Array): DecodedFrame | null {
  const { rules, body } = unwrap(board, frame)
  if (!body) return null
  for (const command of Object.keys(board.commands) as CommandName[]) {
    const { request, reply }: Command = board.commands[command]
    for (const [direction, pattern] of [
      ['request', request],
      ['reply', reply],
    ] as const) {
      // prettier-ignore
      if (!pattern || pattern[rules.commandAt - 1] !== frame[rules.commandAt]) continue
      const fields = match(pattern, body, board.channels)
      if (fields) return { direction, command, ...fields }
    }
  }
  return null
}

/** Whether this is one of the board's own channels; counting starts at 0. */
export const isChannel = (board: BoardDefinition, channel: number) =>
  Number.isInteger(channel) && channel >= 0 && channel < board.channels

/** Whether the board's switches can select this address. */
export const isAddress = ({ addresses }: BoardDefinition, address: number) =>
  Number.isInteger(address) && address >= addresses.first && address <= addresses.last

function assertAddress(board: BoardDefinition, address: number) {
  assert(isAddress(board, address), `${board.model} has no address ${address}`)
}

type Values = { address: number; channel?: number } & Partial<BoardBits>

function build(board: BoardDefinition, pattern: Pattern, values: Values): Uint8Array {
  const { start, end, checksum } = board.frame
  const frame = new Uint8Array(frameLength(board, pattern))
  let at = 0
  frame[at++] = start
  for (const field of pattern) {
    if (typeof field === 'object') {
      packBits(values[field.bitmap] ?? [], frame.subarray(at, at + field.bytes))
      at += field.bytes
    } else {
      frame[at++] = byteOf(field, values)
    }
  }
  if (end !== undefined) frame[at++] = end
  frame[at] = checksum(frame.subarray(0, at))
  return frame
}

function byteOf(field: Exclude<Pattern[number], object>, values: Values): number {
  if (typeof field === 'number') return field
  return field === 'ignored' ? 0 : (values[field] ?? 0)
}

function unwrap(board: BoardDefinition, frame: Uint8Array) {
  const rules = board.frame
  const tail = rules.end === undefined ? 1 : 2
  const bodyEnd = frame.length - tail
  const isSound =
    bodyEnd > rules.commandAt &&
    frame[0] === rules.start &&
    (rules.end === undefined || frame[bodyEnd] === rules.end) &&
    frame[frame.length - 1] === rules.checksum(frame.subarray(0, frame.length - 1))
  return { rules, body: isSound ? frame.subarray(1, bodyEnd) : null }
}

function match(pattern: Pattern, body: Uint8Array, channels: number) {
  const found: Omit<DecodedFrame, 'direction' | 'command'> = {
    address: 0,
    channel: null,
    hooks: null,
    items: null,
  }
  let at = 0
  for (const field of pattern) {
    if (typeof field === 'object') {
      if (at + field.bytes > body.length) return null
      found[field.bitmap] = unpackBits(body.subarray(at, at + field.bytes), channels)
      at += field.bytes
      continue
    }
    const byte = body[at++]
    if (byte === undefined || (typeof field === 'number' && byte !== field)) return null
    if (field === 'address' || field === 'channel') found[field] = byte
  }
  return at === body.length ? found : null
}

function packBits(values: readonly boolean[], into: Uint8Array) {
  for (const [i, value] of values.entries()) {
    if (value) into[i >> 3] = (into[i >> 3] ?? 0) | (1 << (i & 7))
  }
}

const unpackBits = (bytes: Uint8Array, count: number) =>
  Array.from({ length: count }, (_, i) => (((bytes[i >> 3] ?? 0) >> (i & 7)) & 1) === 1)
