import { AppError } from '@cubby/kit/app-error'
import { crc16Modbus } from './crc16.ts'

/** Functions that read 16-bit registers: 3 those that may be written, 4 those that are only measured. */
export type ReadFunction = 3 | 4
export type RegisterQuestion = {
  unit: number
  function: ReadFunction
  /** As on the wire, counted from 0. */
  register: number
  count: number
}

/** Why a unit will not answer, in the words of the Modbus specification. */
const exceptions: Readonly<Record<number, string>> = {
  1: 'does not know this function',
  2: 'has no such register',
  3: 'does not take this value',
  4: 'has failed',
  6: 'is busy',
}
/** Registers of one answer: its length is one byte, and 125 is what the specification allows. */
export const registersMax = 125

/** The frame of a question; throws `input/invalid` for a unit, register or count that Modbus does not have. */
export function readRegistersRequest(question: RegisterQuestion): Uint8Array {
  const { unit, register, count } = question
  if (!isWhole(unit, 1, 247)) throw new AppError('input/invalid', 'a unit has address 1 to 247')
  if (!isWhole(register, 0, 0xffff) || !isWhole(count, 1, registersMax))
    throw new AppError('input/invalid', `a question is for 1 to ${registersMax} registers`)
  return withCrc([unit, question.function, ...word(register), ...word(count)])
}

/** The frame of an answer, as a unit sends it. Values are 16 bits, negative ones as two's complement. */
export function readRegistersReply(
  { unit, function: code }: Pick<RegisterQuestion, 'unit' | 'function'>,
  values: readonly number[],
): Uint8Array {
  return withCrc([unit, code, values.length * 2, ...values.flatMap((value) => word(value))])
}

/** The frame by which a unit refuses. */
export const exceptionReply = (
  { unit, function: code }: Pick<RegisterQuestion, 'unit' | 'function'>,
  exception: number,
): Uint8Array => withCrc([unit, code | 0x80, exception])

export type RegisterAnswer =
  | { kind: 'values'; values: number[] }
  | { kind: 'refused'; exception: number; why: string }

/**
 * Finds the answer to one question in what a line has delivered so far: garbage before it, an echo of the question and answers of
 * others are passed over. Null while it is not there; `damaged` tells that something with its beginning failed its checksum.
 */
export function findAnswer(
  question: RegisterQuestion,
  heard: Uint8Array,
): { answer: RegisterAnswer | null; damaged: boolean } {
  let damaged = false
  for (let at = 0; at + 5 <= heard.length; at++) {
    if (heard[at] !== question.unit) continue
    const length = answerLength(question, heard.subarray(at))
    if (length === null || at + length > heard.length) continue
    const frame = heard.subarray(at, at + length)
    if (hasCrc(frame)) return { answer: answerIn(frame), damaged }
    damaged = true
  }
  return { answer: null, damaged }
}

/** The question in a frame; null for anything else. What an emulated unit hears with. */
export function questionIn(frame: Uint8Array): RegisterQuestion | null {
  const [unit = 0, code, high = 0, low = 0, countHigh = 0, countLow = 0] = frame
  if (frame.length !== 8 || !hasCrc(frame) || (code !== 3 && code !== 4)) return null
  return { unit, function: code, register: high * 256 + low, count: countHigh * 256 + countLow }
}

/** A register as a signed number. */
export const signed16 = (value: number) => (value & 0x8000 ? value - 0x10000 : value)

function answerLength(question: RegisterQuestion, from: Uint8Array): number | null {
  if (from[1] === (question.function | 0x80)) return 5
  return from[1] === question.function && from[2] === question.count * 2 ? from[2] + 5 : null
}

function answerIn(frame: Uint8Array): RegisterAnswer {
  const [, code = 0, second = 0] = frame
  if (code & 0x80) {
    const why = exceptions[second] ?? `refuses with code ${second}`
    return { kind: 'refused', exception: second, why }
  }
  const view = new DataView(frame.buffer, frame.byteOffset + 3, second)
  const values = Array.from({ length: second / 2 }, (_, at) => view.getUint16(at * 2))
  return { kind: 'values', values }
}

function hasCrc(frame: Uint8Array): boolean {
  const crc = crc16Modbus(frame.subarray(0, -2))
  return frame.at(-2) === (crc & 0xff) && frame.at(-1) === crc >> 8
}

function withCrc(bytes: readonly number[]): Uint8Array {
  const crc = crc16Modbus(Uint8Array.from(bytes))
  return Uint8Array.from([...bytes, crc & 0xff, crc >> 8])
}

const word = (value: number) => [(value >> 8) & 0xff, value & 0xff]
const isWhole = (value: number, least: number, most: number) =>
  Number.isInteger(value) && value >= least && value <= most
