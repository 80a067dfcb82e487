import { assert } from '@cubby/kit/assert'
import { limits } from '@cubby/kit/limits'
import type { FrameShape } from './define-board.ts'

/** Something that looked like a frame. `damaged`: right start and length, wrong end or checksum. */
export type Parsed = { kind: 'frame' | 'damaged'; bytes: Uint8Array }

/**
 * Finds frames in whatever a line delivers. Frames are told by start byte, command byte and the length that
 * goes with it, never by an end byte, which any bitmap may contain. After anything that is no frame it moves
 * on by a single byte, so that garbage costs no sound frame behind it. It never holds more than one frame.
 */
export class FrameParser {
  readonly #shapes: readonly FrameShape[]
  readonly #pending = new Uint8Array(limits.frameBytesMax)
  #count = 0

  constructor(shapes: readonly FrameShape[]) {
    this.#shapes = shapes
    for (const { length } of shapes)
      assert(length <= limits.frameBytesMax, 'a frame longer than the buffer')
  }

  /** Bytes that may yet become a frame. */
  get pendingBytes() {
    return this.#count
  }

  /** Takes a chunk of any size; gives what became complete with it, in order. */
  push(chunk: Uint8Array): Parsed[] {
    const found: Parsed[] = []
    for (let at = 0; at < chunk.length;) {
      const taken = chunk.subarray(at, at + limits.frameBytesMax - this.#count)
      this.#pending.set(taken, this.#count)
      this.#count += taken.length
      at += taken.length
      this.#scan(0, found)
    }
    return found
  }

  /**
   * To be called after silence. A stray start byte may promise a long frame and so hold back a short, sound
   * one behind it: gives such frames, and otherwise leaves everything waiting.
   */
  flush(): Parsed[] {
    const found: Parsed[] = []
    for (let at = 1; at < this.#count && found.length === 0; at++) {
      if (this.#look(at).kind === 'frame') this.#scan(at, found)
    }
    return found
  }

  /** Forgets what is pending: what comes next answers another question. */
  reset() {
    this.#count = 0
  }

  #scan(from: number, found: Parsed[]) {
    let at = from
    while (at < this.#count) {
      const { kind, length } = this.#look(at)
      if (kind === 'wait') break
      if (kind !== 'skip') found.push({ kind, bytes: this.#pending.slice(at, at + length) })
      at += kind === 'frame' ? length : 1
    }
    this.#pending.copyWithin(0, at, this.#count)
    this.#count -= at
  }

  #look(at: number): { kind: Parsed['kind'] | 'wait' | 'skip'; length: number } {
    let kind: 'damaged' | 'wait' | 'skip' = 'skip'
    let length = 0
    for (const shape of this.#shapes) {
      if (shape.rules.start !== this.#pending[at]) continue
      const commandAt = at + shape.rules.commandAt
      if (commandAt < this.#count && this.#pending[commandAt] !== shape.code) continue
      if (at + shape.length > this.#count) {
        kind = 'wait'
        continue
      }
      if (isSound(shape, this.#pending.subarray(at, at + shape.length)))
        return { kind: 'frame', length: shape.length }
      if (kind === 'skip') {
        kind = 'damaged'
        length = shape.length
      }
    }
    return { kind, length }
  }
}

function isSound({ rules, length }: FrameShape, frame: Uint8Array) {
  if (rules.end !== undefined && frame[length - 2] !== rules.end) return false
  return frame[length - 1] === rules.checksum(frame.subarray(0, length - 1))
}
