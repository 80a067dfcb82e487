import type { PhotoType } from '@cubby/protocol/operations/locations/location-shapes'

const signatures: Record<PhotoType, (bytes: Buffer) => boolean> = {
  'image/jpeg': (bytes) => bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])),
  'image/png': (bytes) =>
    bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])),
  'image/webp': (bytes) =>
    bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP',
}

/** Whether a file begins as files of this type do: what it is called proves nothing. */
export const isOfType = (type: string, bytes: Buffer): type is PhotoType =>
  type in signatures && signatures[type as PhotoType](bytes)
