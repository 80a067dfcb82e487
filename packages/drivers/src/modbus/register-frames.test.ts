import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { crc16Modbus } from './crc16.ts'
import {
  exceptionReply,
  findAnswer,
  questionIn,
  readRegistersReply,
  readRegistersRequest,
  type RegisterQuestion,
} from './register-frames.ts'

const bytes = (hex: string) =>
  Uint8Array.from(hex.split(' ').map((each) => Number.parseInt(each, 16)))
const asked: RegisterQuestion = { unit: 1, function: 4, register: 1, count: 2 }

test('the checksum is the one of the specification', () => {
  expect(crc16Modbus(new TextEncoder().encode('123456789'))).toBe(0x4b37)
})

test('a question for temperature and humidity and its answer are these bytes', () => {
  expect(readRegistersRequest(asked)).toEqual(bytes('01 04 00 01 00 02 20 0B'))
  expect(questionIn(bytes('01 04 00 01 00 02 20 0B'))).toEqual(asked)
  expect(readRegistersReply(asked, [0xfd, 0x1c2])).toEqual(bytes('01 04 04 00 FD 01 C2 EA 75'))
  expect(findAnswer(asked, bytes('01 04 04 00 FD 01 C2 EA 75'))).toEqual({
    answer: { kind: 'values', values: [253, 450] },
    damaged: false,
  })
})

describe('an answer', () => {
  test('is found behind the echo of its question, and behind garbage', () => {
    const heard = [0x01, 0x04, ...readRegistersRequest(asked), ...readRegistersReply(asked, [1, 2])]
    expect(findAnswer(asked, Uint8Array.from(heard)).answer).toEqual({
      kind: 'values',
      values: [1, 2],
    })
  })

  test('of another unit, or with more registers than were asked for, is none', () => {
    expect(findAnswer(asked, readRegistersReply({ ...asked, unit: 2 }, [1, 2])).answer).toBeNull()
    expect(findAnswer(asked, readRegistersReply(asked, [1, 2, 3])).answer).toBeNull()
  })

  test('may be a refusal', () => {
    expect(findAnswer(asked, exceptionReply(asked, 2)).answer).toEqual({
      kind: 'refused',
      exception: 2,
      why: 'has no such register',
    })
  })

  test('with one bit wrong is never believed', () => {
    expect(findAnswer(asked, readRegistersReply(asked, [1, 2])).damaged).toBe(false)
    fc.assert(
      fc.property(
        fc.tuple(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0, max: 0xffff })),
        fc.integer({ min: 0, max: 9 * 8 - 1 }),
        (values, bit) => {
          const reply = readRegistersReply(asked, values)
          const at = bit >> 3
          reply[at] = (reply[at] ?? 0) ^ (1 << (bit & 7))
          return findAnswer(asked, reply).answer === null
        },
      ),
      { numRuns: 10_000 },
    )
  })

  test('comes through whatever garbage stands before and behind it', () => {
    const noise = fc.uint8Array({ maxLength: 40 })
    const value = fc.integer({ min: 0, max: 0xffff })
    fc.assert(
      fc.property(noise, noise, value, value, (before, after, one, two) => {
        const reply = readRegistersReply(asked, [one, two])
        const heard = Uint8Array.from([...before, ...reply, ...after])
        expect(findAnswer(asked, heard).answer).toEqual({ kind: 'values', values: [one, two] })
      }),
      { numRuns: 10_000 },
    )
  })
})

test.each([
  { ...asked, unit: 0 },
  { ...asked, unit: 248 },
  { ...asked, count: 0 },
  { ...asked, count: 126 },
  { ...asked, register: 65_536 },
  { ...asked, register: 1.5 },
])('a question that Modbus does not have is refused: %o', (question) => {
  expect(() => readRegistersRequest(question)).toThrow(/unit has address|question is for/)
})

test('whatever bytes come, a question and an answer are one or nothing', () => {
  const ofAnyBytes = fc.property(fc.uint8Array({ maxLength: 300 }), (heard) => {
    const { answer } = findAnswer(asked, heard)
    expect(answer === null || answer.kind === 'values' || answer.kind === 'refused').toBe(true)
    expect(questionIn(heard)?.unit ?? 0).toBeLessThan(256)
  })
  fc.assert(ofAnyBytes, { numRuns: 10_000 })
})
