import type { Known } from '../define-board.ts'
import type { FrameValues } from '../fields.ts'

/**
 * A worked frame: recomputed by hand from the makers' documents, or captured. Channels count from 0; a channel that
 * means all of them is what it comes to in that counting.
 */
export type Vector = {
  model: string
  hex: string
  meaning: string
  command: string
  direction: Known['direction']
  says: FrameValues
  /** The second of two replies, where sources disagree. */
  variant?: 1
}

type Kind = `${string} ${'request' | 'reply' | 'push'}`

/** `saying('kerong-cu48')`: a shorthand for the frames of one model. */
export const saying =
  (model: string) =>
  (hex: string, meaning: string, kind: Kind, says: FrameValues, variant?: 1): Vector => {
    const [command = '', direction] = kind.split(' ')
    const vector = {
      model,
      hex,
      meaning,
      command,
      direction: direction as Vector['direction'],
      says,
    }
    return variant ? { ...vector, variant } : vector
  }

/** So many bits, true where listed. */
export const bitsAt = (count: number, on: readonly number[]) =>
  Array.from({ length: count }, (_, i) => on.includes(i))
/** So many bits, false where listed. */
export const allBut = (count: number, off: readonly number[]) =>
  bitsAt(count, off).map((bit) => !bit)
