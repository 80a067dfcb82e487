import { assert } from '@cubby/kit/assert'
import {
  type BoardDefinition,
  commandNamed,
  type CommandName,
  type Known,
  patternsOf,
  type RelayWord,
} from './define-board.ts'
import type { FrameValues } from './fields.ts'
import { buildFrame, readFrame } from './frame-shape.ts'

/** One answer of a board as its bits stand on the wire; what a bit means is the driver's business. */
export type BoardBits = { hooks: readonly boolean[]; items: readonly boolean[] | null }

/** What a frame says; null for what this kind of frame does not carry. */
export type DecodedFrame = Omit<FrameValues, 'channel' | 'hooks' | 'items' | 'address'> & {
  direction: Known['direction']
  command: string
  /** The board's lowest address where the wire carries none. */
  address: number
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
  command: CommandName | RelayWord,
  values: { address: number; channel?: number; output?: boolean },
): Uint8Array {
  const said = commandNamed(board, command)
  assert(said, `${board.model} does not know ${command}`)
  assertAddress(board, values.address)
  const channel = values.channel ?? 0
  assert(isChannel(board, channel), `${board.model} has no channel ${channel}`)
  return buildFrame(board, said.request, { ...values, channel, channels: channelsOf(board) })
}

/** The bytes of a status as the board itself would send it; for emulators and tests. */
export function encodeReply(
  board: BoardDefinition,
  command: CommandName,
  values: { address: number } & BoardBits,
): Uint8Array {
  assertAddress(board, values.address)
  const { items, ...rest } = values
  return encodeAny(
    board,
    { command, direction: 'reply' },
    items === null ? rest : { ...rest, items },
  )
}

/**
 * The bytes of any frame that the sheet knows, also those that move every lock: for emulators, tests and the
 * technician's console, never for the driver. The second of two replies with `variant: 1`.
 */
export function encodeAny(
  board: BoardDefinition,
  kind: { command: string; direction: Known['direction']; variant?: number },
  values: FrameValues,
): Uint8Array {
  const known = patternsOf(board).filter(
    ({ command, direction }) => command === kind.command && direction === kind.direction,
  )
  const chosen = known[kind.variant ?? 0] ?? known[0]
  assert(chosen, `${board.model} knows no ${kind.direction} ${kind.command}`)
  return buildFrame(board, chosen.pattern, values)
}

/** Every way in which a whole frame can be read; some families use the same bytes for a request and its reply. */
export function decodeAll(board: BoardDefinition, frame: Uint8Array): DecodedFrame[] {
  return patternsOf(board).flatMap(({ command, direction, pattern }) => {
    const found = readFrame(board, pattern, frame)
    if (!found) return []
    const { address = board.addresses.first, channel = null, hooks = null, items = null } = found
    return [{ ...found, direction, command, address, channel, hooks, items }]
  })
}

/**
 * What a whole frame says; null when it is none of this board's frames or its end or checksum is wrong.
 * Address and channel come back as they stand on the wire, also those that mean "all".
 */
export const decode = (board: BoardDefinition, frame: Uint8Array): DecodedFrame | null =>
  decodeAll(board, frame)[0] ?? null

/** Whether this is one of the board's own channels; counting starts at 0. */
export const isChannel = (board: BoardDefinition, channel: number) =>
  Number.isInteger(channel) && channel >= 0 && channel < board.channels

/** Whether the board's switches can select this address. */
export const isAddress = ({ addresses }: BoardDefinition, address: number) =>
  Number.isInteger(address) && address >= addresses.first && address <= addresses.last

/** All channels of a board, from 0. */
export const channelsOf = ({ channels }: BoardDefinition) =>
  Array.from({ length: channels }, (_, channel) => channel)

function assertAddress(board: BoardDefinition, address: number) {
  assert(isAddress(board, address), `${board.model} has no address ${address}`)
}
