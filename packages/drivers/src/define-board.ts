import { assert } from '@cubby/kit/assert'
import type { Millis } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'

/**
 * A lock board is data: what its data sheet says, in the data sheet's own order. `codec.ts` turns it into
 * bytes and back, `parser.ts` finds its frames in a stream, `lock-board.ts` drives it; a new board is a
 * new file under `boards/` and needs code only for what this form cannot say.
 */
export type BoardDefinition = {
  /** The name in configuration files: lower case, vendor first. Never renamed. */
  model: string
  vendor: string
  /** As printed on the board. */
  name: string
  /** Locks per board; channels count from 0. */
  channels: number
  /** Addresses that the board's switches can select. */
  addresses: { first: number; last: number }
  /**
   * Values that mean "all of them" on the wire. They are known only so that the emulator can obey them
   * and the encoder can refuse them: one mistyped number must not open a whole machine.
   */
  broadcast?: { address?: number; channel?: number }
  line: LineSettings
  frame: FrameRules
  commands: { open: Command; status: Command & { reply: Pattern } }
  /** Deviations that the driver works around, each with who saw it where. */
  quirks: readonly Note[]
  /** Weaknesses that software cannot cure; shown where the board is chosen. */
  caveats: readonly Note[]
  /** How well the facts are known: from the maker's document, from one running board, or hearsay. */
  confidence: 'official-document' | 'running-board' | 'hearsay'
}

export type LineSettings = {
  baudRate: number
  dataBits: 8 | 7
  parity: 'none' | 'even' | 'odd'
  stopBits: 1 | 2
  /** Past this the board is not going to answer. */
  replyTimeout: Millis
  /** Silence after each frame, so that the transceivers can turn the bus around. */
  gap: Millis
}

/** A frame is: start byte, the pattern's fields, end byte if there is one, checksum over all before it. */
export type FrameRules = {
  start: number
  end?: number
  /** Where in the frame the byte stands that says which command this is. */
  commandAt: number
  checksum: Checksum
}

/** A number stands for itself; the byte at `commandAt` must be one. `ignored` is sent as 0 and never read. */
export type Field = number | 'address' | 'channel' | 'ignored' | Bitmap
export type Pattern = readonly Field[]
/** Eight channels per byte, bit 0 of the first byte is channel 0. */
export type Bitmap = { bitmap: 'hooks' | 'items'; bytes: number }
/** A command without `reply` is sent and not waited for. */
export type Command = { request: Pattern; reply?: Pattern }
export type CommandName = keyof BoardDefinition['commands']

export type Note = { text: string; source: string }
export type Checksum = (bytes: Uint8Array) => number

/** The low byte of the sum of all bytes. Weak: swapped bytes and some pairs of errors pass. */
export const sum8: Checksum = (bytes) => {
  let sum = 0
  for (const byte of bytes) sum = (sum + byte) & 0xff
  return sum
}

/** All bytes XORed together. */
export const xor8: Checksum = (bytes) => {
  let sum = 0
  for (const byte of bytes) sum ^= byte
  return sum
}

/** `bits('hooks', 6)`: six bytes that carry one bit for each of 48 channels. */
export const bits = (bitmap: Bitmap['bitmap'], bytes: number): Bitmap => ({ bitmap, bytes })

/** Checks at start-up what the types cannot say, so that a slip in a data file is found by any test. */
export function defineBoard(definition: BoardDefinition): BoardDefinition {
  const { model, frame, channels } = definition
  assert(
    /^[a-z0-9]+(-[a-z0-9]+)+$/.test(model),
    `${model}: a model is lower case words joined by dashes`,
  )
  assert(definition.addresses.first <= definition.addresses.last, `${model}: no address at all`)
  const lengths = new Map<number, number>()
  for (const shape of shapesOf(definition)) {
    assert(
      shape.length <= limits.frameBytesMax,
      `${model}: a frame longer than limits.frameBytesMax`,
    )
    const other = lengths.get(shape.code)
    // The parser knows a frame's length from its command byte alone.
    assert(other === undefined || other === shape.length, `${model}: one command byte, two lengths`)
    lengths.set(shape.code, shape.length)
  }
  for (const field of definition.commands.status.reply) {
    assert(typeof field !== 'object' || field.bytes * 8 >= channels, `${model}: bitmap too short`)
  }
  assert(definition.commands.open.request.includes('channel'), `${model}: open must name a channel`)
  assert(frame.commandAt > 0, `${model}: the first byte is the start byte`)
  return definition
}

/** What the parser needs to know to recognise one kind of frame. */
export type FrameShape = { rules: FrameRules; code: number; length: number }

/** Every kind of frame that can be seen on this board's bus, requests included. */
export function shapesOf(definition: BoardDefinition): FrameShape[] {
  const { frame, model } = definition
  const patterns = Object.values(definition.commands).flatMap(({ request, reply }: Command) =>
    reply ? [request, reply] : [request],
  )
  return patterns.map((pattern) => {
    const code = pattern[frame.commandAt - 1]
    assert(typeof code === 'number', `${model}: no command byte where the frame rules look for it`)
    return { rules: frame, code, length: frameLength(definition, pattern) }
  })
}

/** How many bytes a frame with this pattern has on the wire. */
export function frameLength({ frame }: BoardDefinition, pattern: Pattern): number {
  const body = pattern.reduce<number>(
    (sum, field) => sum + (typeof field === 'object' ? field.bytes : 1),
    0,
  )
  return 1 + body + (frame.end === undefined ? 0 : 1) + 1
}

/** Whether the board's status reply has a bit per channel for "something lies inside". */
export const hasItemSensors = ({ commands }: BoardDefinition) =>
  commands.status.reply.some((field) => typeof field === 'object' && field.bitmap === 'items')
