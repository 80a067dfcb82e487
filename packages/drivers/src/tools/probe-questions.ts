import { decodeAll } from '../codec.ts'
import type { BoardDefinition, Command } from '../define-board.ts'
import { buildFrame, shapeOf } from '../frame-shape.ts'
import { FrameParser } from '../parser.ts'

/** Bytes that switch nothing, and which models have answered, out of everything that was heard. */
export type Question = {
  bytes: Uint8Array
  models: string[]
  answeredBy: (heard: Uint8Array) => string[]
}

/**
 * The question by which a board at this address is found: for its doors, for its relays, or what its definition has for just that. Null
 * where there is none that switches nothing, and for what is no stream of bytes.
 */
export function questionOf(board: BoardDefinition, address: number): Question | null {
  const { commands, others = {}, query, isHid } = board
  if (isHid) return null
  const asked: Command | undefined =
    commands.status ?? others['read-relays'] ?? others['read-relay']
  if (asked) return framed(board, address, asked)
  if (!query) return null
  const answeredBy = (heard: Uint8Array) =>
    query.answer.test(String.fromCharCode(...heard)) ? [board.model] : []
  return { bytes: Uint8Array.from(query.request), models: [board.model], answeredBy }
}

function framed(board: BoardDefinition, address: number, asked: Command): Question {
  const channels = Array.from({ length: board.channels }, (_, channel) => channel)
  const bytes = buildFrame(board, asked.request, { address, channel: 0, channels })
  const shapes = [asked.reply, asked.orReply].flatMap((pattern) =>
    pattern ? [shapeOf(board, pattern, { address })] : [],
  )
  const answeredBy = (heard: Uint8Array) => {
    const replies = new FrameParser(shapes)
      .push(withoutEcho(heard, bytes))
      .filter((each) => each.kind === 'frame' && isReply(board, each.bytes))
    return replies.length > 0 ? [board.model] : []
  }
  return { bytes, models: [board.model], answeredBy }
}

const isReply = (board: BoardDefinition, frame: Uint8Array) =>
  decodeAll(board, frame).some(({ direction }) => direction === 'reply')

/** Adapters that hear themselves repeat the question before the answer. */
function withoutEcho(heard: Uint8Array, question: Uint8Array): Uint8Array {
  const isEcho = question.every((byte, at) => heard[at] === byte)
  return isEcho ? heard.subarray(question.length) : heard
}
