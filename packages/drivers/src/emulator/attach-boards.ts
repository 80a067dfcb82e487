import { patternsOf } from '../define-board.ts'
import { shapeOf } from '../frame-shape.ts'
import type { Line } from '../lines/line.ts'
import { FrameParser } from '../parser.ts'
import type { EmulatedBoard } from './emulated-board.ts'

/** Ways in which the wires themselves misbehave. */
export type WireFaults = {
  /** An adapter that hears itself: every request comes back before its answer. */
  hasEcho: boolean
  /** Put on the wire before each answer, as swapped or badly ended wires do; null for none. */
  noise: Uint8Array | null
}

export type AttachedBoards = { faults: WireFaults; detach(): void }

/** Puts emulated boards onto one end of any line: memory, a TCP connection, a serial port. */
export function attachBoards(line: Line, boards: readonly EmulatedBoard[]): AttachedBoards {
  const definitions = new Set(boards.map((board) => board.definition))
  // Whatever the sheet knows may come, and only requests do.
  const shapes = [...definitions].flatMap((definition) =>
    patternsOf(definition).flatMap(({ direction, pattern }) =>
      direction === 'request' ? [shapeOf(definition, pattern)] : [],
    ),
  )
  const parser = new FrameParser(shapes)
  const faults: WireFaults = { hasEcho: false, noise: null }
  // A board knows nothing of what becomes of its answer, so a lost line is no error here.
  const put = (bytes: Uint8Array) => void line.write(bytes).catch(() => {})
  const answer = (reply: Uint8Array) => {
    if (faults.noise) put(faults.noise)
    put(reply)
  }
  const stops = boards.map((board) => board.onSay(put))
  const unlisten = line.onData((bytes) => {
    if (faults.hasEcho) put(bytes)
    for (const { kind, bytes: frame } of parser.push(bytes)) {
      if (kind === 'frame') for (const board of boards) board.hear(frame, answer)
    }
  })
  const detach = () => [unlisten, ...stops].forEach((stop) => stop())
  return { faults, detach }
}
