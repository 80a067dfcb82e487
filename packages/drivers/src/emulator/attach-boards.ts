import { shapesOf } from '../define-board.ts'
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
  const parser = new FrameParser([...definitions].flatMap(shapesOf))
  const faults: WireFaults = { hasEcho: false, noise: null }
  // A board knows nothing of what becomes of its answer, so a lost line is no error here.
  const put = (bytes: Uint8Array) => void line.write(bytes).catch(() => {})
  const answer = (reply: Uint8Array) => {
    if (faults.noise) put(faults.noise)
    put(reply)
  }
  const detach = line.onData((bytes) => {
    if (faults.hasEcho) put(bytes)
    for (const { kind, bytes: frame } of parser.push(bytes)) {
      if (kind === 'frame') for (const board of boards) board.hear(frame, answer)
    }
  })
  return { faults, detach }
}
