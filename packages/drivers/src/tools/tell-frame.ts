import { movesLocksByName } from '../orders.ts'
import { decodeAll, type DecodedFrame } from '../codec.ts'
import type { BoardDefinition } from '../define-board.ts'

/** What a frame means, for a technician: every reading that the boards on these wires allow. */
export function tellFrame(definitions: readonly BoardDefinition[], bytes: Uint8Array): string {
  const readings = definitions.flatMap((board) =>
    decodeAll(board, bytes).map((frame) => ({ text: wordsOf(frame), model: board.model })),
  )
  if (readings.length === 0) return 'not understood'
  const byText = Map.groupBy(readings, ({ text }) => text)
  return [...byText]
    .map(([text, all]) => `${text} (${all.map(({ model }) => model).join(', ')})`)
    .join(' or ')
}

/** Whether a frame gives current to a lock, in any of these languages. */
export const movesLocks = (definitions: readonly BoardDefinition[], bytes: Uint8Array) =>
  definitions.some((board) =>
    decodeAll(board, bytes).some(
      ({ direction, command }) => direction === 'request' && movesLocksByName(command),
    ),
  )

/** Channels are told as they are painted on the boards, from 1. */
function wordsOf(frame: DecodedFrame): string {
  const { command, direction, address, channel, hooks, items, outputs } = frame
  const parts = [`${command} ${direction}, board ${address}`]
  if (channel !== null) parts.push(channel < 0 ? 'all channels' : `channel ${channel + 1}`)
  if (frame.channels) parts.push(`channels ${list(frame.channels)}`)
  if (frame.door !== undefined) parts.push(frame.door ? 'closed' : 'open')
  if (hooks) parts.push(`open: ${list(at(hooks, false)) || 'none'}`)
  if (items) parts.push(`items: ${list(at(items, true)) || 'none'}`)
  if (outputs) parts.push(`on: ${list(at(outputs, true)) || 'none'}`)
  if (frame.isDone === false) parts.push('not done')
  return parts.join(', ')
}

const at = (bits: readonly boolean[], value: boolean) =>
  bits.flatMap((bit, channel) => (bit === value ? [channel] : []))
const list = (channels: readonly number[]) => channels.map((channel) => channel + 1).join(' ')
