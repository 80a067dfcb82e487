import { bytesOf, hexOf } from '../../hex.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { limits } from '@cubby/kit/limits'
import { type Apdu, ApduParser, apdu, decodeApdu, encodeApdu, encodeSerial, type Heard, SerialParser } from './apdu.ts' // prettier-ignore
import { commands, negative } from './codes.ts'
import { findTlv, fromBcd, readFields, toBcd, writeField } from './fields.ts'
import { serialVectors, zvtVectors } from './vectors.ts'

describe('a message', () => {
  test.each(zvtVectors)('$meaning ($hex) is read and written', ({ hex }) => {
    const message = decodeApdu(bytesOf(hex))
    expect(message && hexOf(encodeApdu(message))).toBe(hex)
    expect(new ApduParser().push(bytesOf(hex))).toEqual([{ heard: 'apdu', apdu: message }])
  })

  test.each(serialVectors)('$hex goes over a serial line as $wire', ({ hex, wire }) => {
    const message = decodeApdu(bytesOf(hex))
    expect(message && hexOf(encodeSerial(message))).toBe(wire)
    expect(new SerialParser().push(bytesOf(wire))).toEqual([{ heard: 'apdu', apdu: message }])
  })

  test('is built from its parts', () => {
    const pay = apdu(commands.authorisation, writeField(0x04, toBcd(1_000, 6)))
    expect(hexOf(encodeApdu(pay))).toBe(zvtVectors[0].hex)
    const vending = [...writeField(0x04, toBcd(3_300, 6)), ...writeField(0x02, [10])]
    expect(hexOf(encodeApdu(apdu(commands.authorisation, vending)))).toBe(zvtVectors[6].hex)
    const smaller = apdu(negative.smallerAmount, writeField(0x04, toBcd(2_200, 6)))
    expect(hexOf(encodeApdu(smaller))).toBe(zvtVectors[7].hex)
  })

  test('longer than 254 bytes has a long length', () => {
    const long = apdu(commands.printBlock, new Uint8Array(300).fill(7))
    expect(hexOf(encodeApdu(long).subarray(0, 5))).toBe('06 D3 FF 2C 01')
    expect(decodeApdu(encodeApdu(long))).toEqual(long)
  })
})

describe('fields', () => {
  test('are read in any order, and up to the first that is unknown', () => {
    const data = [...writeField(0x27, [0]), ...writeField(0x3c, [72, 73]), ...writeField(0x06, [1, 2, 3]), ...writeField(0x87, toBcd(42, 2)), 0xc0, 1, 2] // prettier-ignore
    const fields = readFields(Uint8Array.from(data))
    expect([...fields.keys()]).toEqual([0x27, 0x3c, 0x06, 0x87])
    expect(fromBcd(fields.get(0x87) ?? new Uint8Array())).toBe('0042')
  })

  test('that are cut off are left out', () => {
    for (const hex of ['04 00 00', '22 F1', '22 F0 F9 41', '22 0F FF', '06 82 01', '3C F0 F0'])
      expect([...readFields(bytesOf(hex)).keys()]).toEqual([])
  })

  test('with nested elements give up their texts', () => {
    const block = bytesOf('1F 07 01 01 25 0A 07 03 41 42 43 07 03 44 45 46')
    expect(findTlv(block, 0x07).map((bytes) => hexOf(bytes))).toEqual(['41 42 43', '44 45 46'])
  })
})

const message: fc.Arbitrary<Apdu> = fc
  .tuple(fc.constantFrom(...Object.values(commands)), fc.uint8Array({ maxLength: 300 }))
  .map(([command, data]) => apdu(command, data))
const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 10 })
const runs = { numRuns: 10_000 }

function inPieces(
  parser: { push: (bytes: Uint8Array) => Heard[] },
  stream: Uint8Array,
  sizes: number[],
) {
  // prettier-ignore
  const found: Heard[] = []
  for (let at = 0, i = 0; at < stream.length; i++) {
    const size = sizes[i % sizes.length] ?? 1
    found.push(...parser.push(stream.subarray(at, at + size)))
    at += size
  }
  return found
}

describe('a stream', () => {
  test('over TCP gives its messages however it is cut', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 4 }), cuts, (messages, sizes) => {
        const stream = Uint8Array.from(messages.flatMap((each) => [...encodeApdu(each)]))
        const found = inPieces(new ApduParser(), stream, sizes)
        expect(found).toEqual(messages.map((each) => ({ heard: 'apdu', apdu: each })))
      }),
      runs,
    )
  })

  test('over a serial line gives its messages through garbage before and between them', () => {
    const garbage = fc.array(fc.constantFrom(0x00, 0x03, 0x06, 0x15, 0x41, 0xff), { maxLength: 20 })
    fc.assert(
      fc.property(fc.array(fc.tuple(garbage, message), { maxLength: 4 }), cuts, (parts, sizes) => {
        const stream = parts.flatMap(([before, each]) => [...before, ...encodeSerial(each)])
        const found = inPieces(new SerialParser(), Uint8Array.from(stream), sizes)
        const messages = found.filter(({ heard }) => heard === 'apdu')
        expect(messages).toEqual(parts.map(([, each]) => ({ heard: 'apdu', apdu: each })))
      }),
      runs,
    )
  })

  test('of anything at all breaks nothing and is not kept without end', () => {
    const byte = fc.oneof(fc.constantFrom(0x10, 0x02, 0x03, 0x06, 0xff), fc.nat({ max: 255 }))
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 400 }), cuts, (bytes, sizes) => {
        const stream = Uint8Array.from(bytes)
        for (const parser of [new ApduParser(), new SerialParser()]) {
          for (const heard of inPieces(parser, stream, sizes)) {
            if (heard.heard === 'apdu') readFields(heard.apdu.data)
          }
          expect(parser.pendingBytes).toBeLessThanOrEqual(limits.terminalMessageBytesMax + 5)
        }
        findTlv(stream, 0x07)
        expect(readFields(stream).size).toBeLessThanOrEqual(bytes.length)
      }),
      runs,
    )
  })

  test('with one bit turned never gives another message on a serial line', () => {
    fc.assert(
      fc.property(message, fc.nat(), (each, where) => {
        const wire = encodeSerial(each)
        const at = (where >> 3) % wire.length
        wire[at] = (wire[at] ?? 0) ^ (1 << (where & 7))
        const found = new SerialParser().push(wire).filter(({ heard }) => heard === 'apdu')
        expect([[], [{ heard: 'apdu', apdu: each }]]).toContainEqual(found)
      }),
      runs,
    )
  })
})
