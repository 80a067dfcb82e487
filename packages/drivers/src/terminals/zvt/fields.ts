/** Digits two to a byte, filled up with noughts in front. */
export function toBcd(digits: string | number, bytes: number): number[] {
  const text = String(digits)
    .padStart(bytes * 2, '0')
    .slice(-bytes * 2)
  return Array.from({ length: bytes }, (_, i) => Number.parseInt(text.slice(i * 2, i * 2 + 2), 16))
}

/** The half bytes as characters: digits, and A to F for what is none (E stands for a masked digit). */
export const fromBcd = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase()

type Length = number | 'LL' | 'LLL' | 'TLV'

/** Fields ("BMPs") by number. One that is not in here ends the reading: its length cannot be known. */
const lengths: Readonly<Record<number, Length>> = {
  0x01: 1, 0x02: 1, 0x03: 1, 0x04: 6, 0x05: 1, 0x06: 'TLV', 0x0b: 3, 0x0c: 3, 0x0d: 2, 0x0e: 2, 0x17: 2,
  0x19: 1, 0x22: 'LL', 0x23: 'LL', 0x24: 'LLL', 0x27: 1, 0x29: 4, 0x2a: 15, 0x2d: 'LL', 0x2e: 'LLL', 0x37: 3,
  0x3a: 2, 0x3b: 8, 0x3c: 'LLL', 0x3d: 3, 0x49: 2, 0x60: 'LLL', 0x87: 2, 0x88: 3, 0x8a: 1, 0x8b: 'LL',
  0x8c: 1, 0x9a: 'LLL', 0xa0: 1, 0xa7: 'LL', 0xaa: 3, 0xaf: 'LLL', 0xba: 5,
} // prettier-ignore

export type Fields = ReadonlyMap<number, Uint8Array>

/** Reads fields until the end, or until one that is unknown or cut off. */
export function readFields(data: Uint8Array): Fields {
  const fields = new Map<number, Uint8Array>()
  let at = 0
  while (at < data.length) {
    const id = data[at] ?? 0
    const length = lengths[id]
    if (length === undefined) break
    const size = sizeAt(data, at + 1, length)
    if (!size || size.from + size.length > data.length) break
    fields.set(id, data.slice(size.from, size.from + size.length))
    at = size.from + size.length
  }
  return fields
}

/** One field as it stands in a message. The value of a fixed field has its length already. */
export function writeField(id: number, value: readonly number[]): number[] {
  const length = lengths[id]
  if (length === 'LL' || length === 'LLL') {
    const digits = String(value.length).padStart(length.length, '0')
    return [id, ...Array.from(digits, (digit) => 0xf0 + Number(digit)), ...value]
  }
  if (length === 'TLV') return [id, ...tlvLength(value.length), ...value]
  return [id, ...value]
}

function sizeAt(data: Uint8Array, at: number, length: Length) {
  if (typeof length === 'number') return { from: at, length }
  if (length === 'TLV') return tlvSizeAt(data, at)
  const digits = Array.from(data.subarray(at, at + length.length), (byte) => byte - 0xf0)
  if (digits.length < length.length || digits.some((digit) => digit < 0 || digit > 9)) return null
  return { from: at + length.length, length: Number(digits.join('')) }
}

function tlvSizeAt(data: Uint8Array, at: number) {
  const [short, first, second] = data.subarray(at, at + 3)
  if (short === undefined) return null
  if (short < 0x80) return { from: at + 1, length: short }
  if (short === 0x81 && first !== undefined) return { from: at + 2, length: first }
  if (short === 0x82 && first !== undefined && second !== undefined)
    return { from: at + 3, length: first * 256 + second }
  return null
}

function tlvLength(length: number): number[] {
  if (length < 0x80) return [length]
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
}

/** The values of all elements with this tag, however deep they lie; stops at what is cut off. */
export function findTlv(data: Uint8Array, tag: number, depth = 0): Uint8Array[] {
  const found: Uint8Array[] = []
  let at = 0
  while (at < data.length && depth < 8) {
    const first = data[at++] ?? 0
    let name = first
    if ((first & 0x1f) === 0x1f) name = (first << 8) | (data[at++] ?? 0)
    const size = tlvSizeAt(data, at)
    if (!size || size.from + size.length > data.length) break
    const value = data.slice(size.from, size.from + size.length)
    if (name === tag) found.push(value)
    else if (first & 0x20) found.push(...findTlv(value, tag, depth + 1))
    at = size.from + size.length
  }
  return found
}

/** Terminals write in the alphabet of the first PCs; of its upper half only what German and slips need is read. */
const upper: Readonly<Record<number, string>> = {
  0x81: 'ü', 0x84: 'ä', 0x8e: 'Ä', 0x94: 'ö', 0x99: 'Ö', 0x9a: 'Ü', 0xe1: 'ß', 0x82: 'é', 0x9c: '£', 0xd5: '€',
} // prettier-ignore

/** The text of a printed line. */
export const textOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : (upper[byte] ?? '?'))).join('') // prettier-ignore
