import { must } from '@cubby/kit/assert'

/** `02 00 00 50` */
export const hexOf = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(' ')

/** The bytes of `02 00 00 50`, also without spaces, as somebody typed them; null when it is no row of hexadecimal bytes. */
export function bytesTyped(hex: string): Uint8Array | null {
  const digits = hex.replaceAll(/[\s,]/g, '')
  if (digits.length === 0 || digits.length % 2 !== 0 || !/^[0-9a-f]+$/i.test(digits)) return null
  return Uint8Array.from(digits.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
}

/** The same for what we wrote ourselves. */
export const bytesOf = (hex: string): Uint8Array => must(bytesTyped(hex), `${hex} is hexadecimal`)
