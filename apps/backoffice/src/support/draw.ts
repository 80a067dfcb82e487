/** So many digits that nobody can foresee, each equally likely. */
export function drawDigits(count: number): string {
  let digits = ''
  while (digits.length < count) {
    const [byte = 255] = crypto.getRandomValues(new Uint8Array(1))
    // Of 256 values the last six would favour the low digits.
    if (byte < 250) digits += String(byte % 10)
  }
  return digits
}
