import { sha256 } from '@cubby/keys/digest'

/**
 * What is kept of an enrolment code. However a technician types it: dashes, small letters, and the letters
 * that Crockford's alphabet leaves out because they look like digits.
 */
export const enrolmentCodeHash = (code: string) =>
  sha256(code.toUpperCase().replaceAll('-', '').replaceAll('O', '0').replaceAll(/[IL]/g, '1'))
