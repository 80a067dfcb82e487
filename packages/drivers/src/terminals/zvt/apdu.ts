import { limits } from '@cubby/kit/limits'
import type { MessageParser } from '../conversation.ts'

/** One message of ZVT: class and instruction as one number (`0x0601`), and what follows the length. */
export type Apdu = { command: number; data: Uint8Array }
/** What is heard on a line: a message, or, on serial lines only, the bytes that say whether one arrived. */
export type Heard = { heard: 'apdu'; apdu: Apdu } | { heard: 'ack' | 'nak' | 'damaged' }

export const apdu = (command: number, data: Uint8Array | readonly number[] = []): Apdu => ({
  command,
  data: Uint8Array.from(data),
})

/** The bytes of a message, as they go over TCP. */
export function encodeApdu({ command, data }: Apdu): Uint8Array {
  const { length } = data
  const head = [command >> 8, command & 0xff]
  const size = length < 0xff ? [length] : [0xff, length & 0xff, length >> 8]
  return Uint8Array.from([...head, ...size, ...data])
}

/** How many bytes the message at the start has altogether; null while that cannot be known. */
function lengthOf(bytes: readonly number[]): { head: number; length: number } | null {
  const [, , short, low, high] = bytes
  if (short === undefined) return null
  if (short !== 0xff) return { head: 3, length: 3 + short }
  if (low === undefined || high === undefined) return null
  return { head: 5, length: 5 + low + high * 256 }
}

/** A whole message; null when its length is not what it says. */
export function decodeApdu(bytes: Uint8Array): Apdu | null {
  const size = lengthOf(Array.from(bytes.subarray(0, 5)))
  if (!size || size.length !== bytes.length) return null
  return { command: ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0), data: bytes.slice(size.head) }
}

/** Cuts a TCP stream into messages by their lengths; keeps at most one. */
export class ApduParser implements MessageParser<Heard> {
  #pending: number[] = []

  get pendingBytes() {
    return this.#pending.length
  }

  push(chunk: Uint8Array): Heard[] {
    const found: Heard[] = []
    for (const byte of chunk) {
      this.#pending.push(byte)
      const size = lengthOf(this.#pending)
      if (!size || this.#pending.length < size.length) continue
      const whole = decodeApdu(Uint8Array.from(this.#pending))
      this.#pending = []
      if (whole) found.push({ heard: 'apdu', apdu: whole })
    }
    return found
  }
}

const DLE = 0x10
const STX = 0x02
const ETX = 0x03
export const ACK = 0x06
export const NAK = 0x15

/** CRC-16 (KERMIT) over the message and the ETX behind it. */
export function crcOf(bytes: Iterable<number>): number {
  let crc = 0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x8408 : crc >>> 1
  }
  return crc
}

/** The bytes of a message as they go over a serial line. */
export function encodeSerial(message: Apdu): Uint8Array {
  const bytes = Array.from(encodeApdu(message))
  const crc = crcOf([...bytes, ETX])
  const doubled = bytes.flatMap((byte) => (byte === DLE ? [DLE, DLE] : [byte]))
  return Uint8Array.from([DLE, STX, ...doubled, DLE, ETX, crc & 0xff, crc >> 8])
}

/**
 * Finds messages in a serial stream: between the start and the end mark, told from data by the doubled DLE, with the
 * checksum behind. Garbage before a start mark costs nothing; a start mark inside a message begins it anew.
 */
export class SerialParser implements MessageParser<Heard> {
  #state: 'outside' | 'inside' | 'crc' = 'outside'
  #isAfterDle = false
  #message: number[] = []
  #crc: number[] = []

  get pendingBytes() {
    return this.#message.length + this.#crc.length
  }

  push(chunk: Uint8Array): Heard[] {
    const found: Heard[] = []
    for (const byte of chunk) {
      const heard = this.#state === 'crc' ? this.#endWith(byte) : this.#take(byte)
      if (heard) found.push(heard)
    }
    return found
  }

  #take(byte: number): Heard | null {
    if (this.#isAfterDle) {
      this.#isAfterDle = false
      if (byte === STX) return this.#begin()
      if (this.#state === 'outside') return null
      if (byte === ETX) this.#state = 'crc'
      else if (byte === DLE) return this.#keep(byte)
      else return this.#breakOff()
      return null
    }
    if (byte === DLE) this.#isAfterDle = true
    else if (this.#state === 'inside') return this.#keep(byte)
    else if (byte === ACK) return { heard: 'ack' }
    else if (byte === NAK) return { heard: 'nak' }
    return null
  }

  #begin(): null {
    this.#message = []
    this.#crc = []
    this.#state = 'inside'
    return null
  }

  #keep(byte: number): Heard | null {
    this.#message.push(byte)
    return this.#message.length > limits.terminalMessageBytesMax + 5 ? this.#breakOff() : null
  }

  #breakOff(): Heard {
    this.#begin()
    this.#state = 'outside'
    return { heard: 'damaged' }
  }

  #endWith(byte: number): Heard | null {
    this.#crc.push(byte)
    const [low, high] = this.#crc
    if (low === undefined || high === undefined) return null
    const isSound = crcOf([...this.#message, ETX]) === low + high * 256
    const whole = isSound ? decodeApdu(Uint8Array.from(this.#message)) : null
    this.#breakOff()
    return whole ? { heard: 'apdu', apdu: whole } : { heard: 'damaged' }
  }
}
