import { limits } from '@cubby/kit/limits'
import { codecOf, type FramedBoard, type FrameValues, type Pattern, type Whole } from './fields.ts'

/** A fixed number of bytes, or what the byte at `at` says, within bounds. */
type FrameLength = number | { at: number; min: number; max: number }

/** What the parser needs to know to recognise one kind of frame. */
export type FrameShape = {
  length: FrameLength
  /** The fixed bytes by their places, those of the end excepted; null where anything may stand. */
  keys: readonly (number | null)[]
  isSound: (frame: Uint8Array) => boolean
}

/** The shape of frames with this pattern; `wanted` narrows it to one address. */
export function shapeOf(
  board: FramedBoard,
  pattern: Pattern,
  wanted?: { address: number },
): FrameShape {
  const length = lengthOf(board, pattern)
  const whole: Whole = { board, length: typeof length === 'number' ? length : 0 }
  const keys: (number | null)[] = [...board.frame.start]
  for (const field of pattern) {
    const { bytes, fixed } = codecOf(field)
    if (bytes === null) break
    const isKnown = fixed && !(field === 'length' && typeof length !== 'number')
    if (bytes === 1) keys.push(isKnown ? fixed(whole) : keyOf(field, wanted))
    else keys.push(...Array.from({ length: bytes }, () => null))
  }
  return {
    length,
    keys,
    isSound: (frame) => {
      const values = readFrame(board, pattern, frame)
      return values !== null && (!wanted || (values.address ?? wanted.address) === wanted.address)
    },
  }
}

const keyOf = (field: Pattern[number], wanted?: { address: number }) =>
  field === 'address' && wanted ? wanted.address : null

/** How long a frame with this pattern is. */
function lengthOf({ frame }: FramedBoard, pattern: Pattern): FrameLength {
  const around = frame.start.length + (frame.end === undefined ? 0 : 1) + frame.checksum.bytes
  const sizes = pattern.map((field) => codecOf(field).bytes)
  const fixed = sizes.reduce<number>((sum, bytes) => sum + (bytes ?? 1), around)
  if (!sizes.includes(null)) return fixed
  const at = frame.start.length + pattern.indexOf('length')
  return { at, min: fixed, max: limits.frameBytesMax }
}

/** The bytes of a frame. Whatever the values do not name goes out as zero. */
export function buildFrame(board: FramedBoard, pattern: Pattern, values: FrameValues): Uint8Array {
  const { start, end, checksum } = board.frame
  const bodyWith = (whole: Whole) =>
    pattern.flatMap((field) => Array.from(codecOf(field).put(values, whole)))
  const tail = (end === undefined ? 0 : 1) + checksum.bytes
  const length = start.length + bodyWith({ board, length: 0 }).length + tail
  const frame = Uint8Array.from([
    ...start,
    ...bodyWith({ board, length }),
    ...(end === undefined ? [] : [end]),
  ])
  return Uint8Array.from([...frame, ...checksum.of(frame)])
}

/** What a whole frame says by this pattern; null when it is another one, or damaged. */
export function readFrame(
  board: FramedBoard,
  pattern: Pattern,
  frame: Uint8Array,
): FrameValues | null {
  const { start, end, checksum } = board.frame
  const tail = (end === undefined ? 0 : 1) + checksum.bytes
  const bodyEnd = frame.length - tail
  if (bodyEnd < start.length || start.some((byte, at) => frame[at] !== byte)) return null
  if (end !== undefined && frame[bodyEnd] !== end) return null
  const sumAt = frame.length - checksum.bytes
  const sum = checksum.of(frame.subarray(0, sumAt))
  if (sum.some((byte, i) => frame[sumAt + i] !== byte)) return null
  return match(pattern, frame.subarray(start.length, bodyEnd), { board, length: frame.length })
}

function match(pattern: Pattern, body: Uint8Array, whole: Whole): FrameValues | null {
  const found: FrameValues = {}
  let at = 0
  for (const field of pattern) {
    const { bytes, take } = codecOf(field)
    const size = bytes ?? body.length - at
    if (size < 1 || at + size > body.length) return null
    const values = take(body.subarray(at, at + size), whole)
    if (!values) return null
    Object.assign(found, values)
    at += size
  }
  return at === body.length ? found : null
}
