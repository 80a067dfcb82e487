import { assert } from '@cubby/kit/assert'
import { limits } from '@cubby/kit/limits'
import type { FrameShape } from './frame-shape.ts'

/** Something that looked like a frame. `damaged`: right fixed bytes and length, wrong end, values or checksum. */
export type Parsed = { kind: 'frame' | 'damaged'; bytes: Uint8Array }

type Look = { kind: Parsed['kind'] | 'wait' | 'skip'; length: number }
const nothing: Look = { kind: 'skip', length: 0 }

/**
 * Finds frames in whatever a line delivers. Frames are told by their fixed bytes and the length that goes
 * with them, never by an end byte, which any bitmap may contain. After anything that is no frame it moves
 * on by a single byte, so that garbage costs no sound frame behind it. It never holds more than one frame.
 */
export class FrameParser {
  readonly #shapes: readonly FrameShape[]
  readonly #pending = new Uint8Array(limits.frameBytesMax)
  #expected: readonly FrameShape[] = []
  #count = 0

  constructor(shapes: readonly FrameShape[]) {
    this.#shapes = shapes
    for (const { length } of shapes)
      assert(
        (typeof length === 'number' ? length : length.max) <= limits.frameBytesMax,
        'a frame longer than the buffer',
      )
  }

  /** Bytes that may yet become a frame. */
  get pendingBytes() {
    return this.#count
  }

  /**
   * Some families put no length into their frames, and the beginning of a long one may by chance be a sound short
   * one. Whoever asked knows what must come: it is waited for before anything shorter is believed.
   */
  expect(shapes: readonly FrameShape[]) {
    this.#expected = shapes
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
    this.#expected = []
    for (let at = 0; at < this.#count && found.length === 0; at++) {
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

  #look(at: number): Look {
    for (const shape of this.#expected) {
      const look = this.#lookFor(shape, at)
      if (look.kind === 'frame' || look.kind === 'wait') return look
    }
    let best = nothing
    for (const shape of this.#shapes) {
      const look = this.#lookFor(shape, at)
      if (look.kind === 'frame') return look
      if (look.kind === 'wait' || (look.kind === 'damaged' && best.kind === 'skip')) best = look
    }
    return best
  }

  #lookFor({ keys, length, isSound }: FrameShape, at: number): Look {
    const known = Math.min(keys.length, this.#count - at)
    for (let i = 0; i < known; i++) {
      const key = keys[i] ?? null
      if (key !== null && key !== this.#pending[at + i]) return nothing
    }
    const bytes = typeof length === 'number' ? length : this.#lengthAt(at, length)
    if (bytes === null) return nothing
    if (at + bytes > this.#count) return { kind: 'wait', length: bytes }
    const isFrame = isSound(this.#pending.subarray(at, at + bytes))
    return { kind: isFrame ? 'frame' : 'damaged', length: bytes }
  }

  /** Null when the byte that tells the length tells one that cannot be. */
  #lengthAt(at: number, length: { at: number; min: number; max: number }): number | null {
    if (at + length.at >= this.#count) return length.min
    const bytes = this.#pending[at + length.at] ?? 0
    return bytes >= length.min && bytes <= length.max ? bytes : null
  }
}
