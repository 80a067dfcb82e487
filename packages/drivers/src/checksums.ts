import { crc16Modbus } from './modbus/crc16.ts'

/** How many bytes a checksum takes, and what they must be after these. */
export type Checksum = { bytes: number; of(bytes: Uint8Array): readonly number[] }

/** The low byte of the sum of all bytes. Weak: swapped bytes and some pairs of errors pass. */
export const sum8: Checksum = { bytes: 1, of: (bytes) => [sumFrom(bytes, 0)] }

/** The same without the first `skipped` bytes: the header of some families is not summed. */
export const sum8After = (skipped: number): Checksum => ({
  bytes: 1,
  of: (bytes) => [sumFrom(bytes, skipped)],
})

/** All bytes XORed together. */
export const xor8: Checksum = {
  bytes: 1,
  of: (bytes) => {
    let sum = 0
    for (const byte of bytes) sum ^= byte
    return [sum]
  },
}

/** CRC-16/Modbus, low byte first. */
export const crc16: Checksum = {
  bytes: 2,
  of: (bytes) => {
    const crc = crc16Modbus(bytes)
    return [crc & 0xff, crc >> 8]
  },
}

/** Nothing guards the frame: only its length and its fixed bytes tell it from garbage. */
export const noChecksum: Checksum = { bytes: 0, of: () => [] }

function sumFrom(bytes: Uint8Array, first: number) {
  let sum = 0
  for (let at = first; at < bytes.length; at++) sum = (sum + (bytes[at] ?? 0)) & 0xff
  return sum
}
