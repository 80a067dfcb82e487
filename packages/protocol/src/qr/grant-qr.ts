import type { Instant } from '@cubby/kit/clock'
import { idOf, type GrantId, type LockerId, uuidOf } from '@cubby/kit/ids'
import { fromBase45, toBase45 } from './base45.ts'

/**
 * What a recipient's QR code says: version, key, locker, grant, window, and the server's Ed25519 signature.
 * Fixed binary in base45: 46 + 64 bytes, 169 characters, which a cheap imager reads off a cracked phone. It names no person.
 */
export type QrClaims = {
  keyNumber: number
  locker: LockerId
  grant: GrantId
  validFrom: Instant
  validUntil: Instant
  nonce: number
}

const PREFIX = 'CB1:'
const CLAIMS_BYTES = 46
const SIGNATURE_BYTES = 64

/** The bytes that are signed. Times are whole seconds. */
export function qrClaimsBytes(claims: QrClaims): Uint8Array {
  const bytes = new Uint8Array(CLAIMS_BYTES)
  const view = new DataView(bytes.buffer)
  view.setUint8(0, 1)
  view.setUint8(1, claims.keyNumber)
  bytes.set(hexBytes(uuidOf(claims.locker)), 2)
  bytes.set(hexBytes(uuidOf(claims.grant)), 18)
  view.setUint32(34, Math.floor(claims.validFrom / 1_000))
  view.setUint32(38, Math.floor(claims.validUntil / 1_000))
  view.setUint32(42, claims.nonce)
  return bytes
}

/** The text to draw as a QR code. */
export function qrText(claims: QrClaims, signature: Uint8Array): string {
  const body = qrClaimsBytes(claims)
  const bytes = new Uint8Array(body.length + SIGNATURE_BYTES)
  bytes.set(body)
  bytes.set(signature, body.length)
  return PREFIX + toBase45(bytes)
}

/** Reads a scanned text; null when it is not one of ours. The caller checks signature, locker and window. */
export function parseQr(
  text: string,
): { claims: QrClaims; signed: Uint8Array; signature: Uint8Array } | null {
  if (!text.startsWith(PREFIX) || text.length > 400) return null
  const bytes = fromBase45(text.slice(PREFIX.length))
  if (!bytes || bytes.length !== CLAIMS_BYTES + SIGNATURE_BYTES || bytes[0] !== 1) return null
  const view = new DataView(bytes.buffer)
  const claims: QrClaims = {
    keyNumber: view.getUint8(1),
    locker: idOf('lck', hexOf(bytes.subarray(2, 18))),
    grant: idOf('grn', hexOf(bytes.subarray(18, 34))),
    validFrom: (view.getUint32(34) * 1_000) as Instant,
    validUntil: (view.getUint32(38) * 1_000) as Instant,
    nonce: view.getUint32(42),
  }
  return {
    claims,
    signed: bytes.subarray(0, CLAIMS_BYTES),
    signature: bytes.subarray(CLAIMS_BYTES),
  }
}

const hexBytes = (uuid: string) =>
  Uint8Array.from(uuid.replaceAll('-', '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
const hexOf = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
