import { channelsOf } from './codec.ts'
import { type BoardDefinition, patternsOf } from './define-board.ts'
import { buildFrame, type FrameShape, shapeOf } from './frame-shape.ts'

/** Whether the word of a definition gives current to something. */
export const movesLocksByName = (command: string) => /^(open|hold|toggle)/.test(command)

/** The forms of all frames that give current to something on a board of this kind, at this address or at any. */
export const ordersOf = (board: BoardDefinition, address?: number): FrameShape[] =>
  patternsOf(board).flatMap(({ command, direction, pattern }) =>
    direction === 'request' && movesLocksByName(command)
      ? [shapeOf(board, pattern, address === undefined ? undefined : { address })]
      : [],
  )

/**
 * Whether such a frame stands anywhere in these bytes. Languages know nothing of each other: the XOR of one may be the end byte of another,
 * and then a question to one board is an order to its neighbour.
 */
export const hasOrder = (bytes: Uint8Array, orders: readonly FrameShape[]): boolean =>
  orders.some(({ length, keys, isSound }) => {
    const [least, most] = typeof length === 'number' ? [length, length] : [length.min, length.max]
    for (let at = 0; at + least <= bytes.length; at++) {
      if (!keys.every((key, i) => key === null || key === bytes[at + i])) continue
      for (let size = least; size <= most && at + size <= bytes.length; size++)
        if (isSound(bytes.subarray(at, at + size))) return true
    }
    return false
  })

/** Everything that the driver may say to a board at this address. */
export function saidTo(board: BoardDefinition, address: number): Uint8Array[] {
  const channels = channelsOf(board)
  const { open, status, release, rest } = board.commands
  const { hold, release: letGo, 'read-relays': read } = board.others ?? {}
  return [open, status, release, rest, hold, letGo, read].flatMap((command) =>
    command
      ? channels.map((channel) =>
          buildFrame(board, command.request, { address, channel, channels, output: true }),
        )
      : [],
  )
}
