/**
 * The eight-bit alphabets of cash registers. Node decodes them; the way back is the same table turned round,
 * which needs no library.
 */
export type Charset = 'windows-1251' | 'ibm866' | 'koi8-r' | 'utf-8'

const tables = new Map<Charset, Map<string, number>>()

function tableOf(charset: Charset): Map<string, number> {
  const known = tables.get(charset)
  if (known) return known
  const bytes = Uint8Array.from({ length: 256 }, (_, i) => i)
  const table = new Map(Array.from(new TextDecoder(charset).decode(bytes), (char, i) => [char, i]))
  tables.set(charset, table)
  return table
}

/** The text in that alphabet; what it does not have becomes a question mark. */
export function encodeText(text: string, charset: Charset): Uint8Array {
  if (charset === 'utf-8') return new TextEncoder().encode(text)
  const table = tableOf(charset)
  return Uint8Array.from(Array.from(text), (char) => table.get(char) ?? 0x3f)
}

/** The text of bytes in that alphabet; never fails. */
export const decodeText = (bytes: Uint8Array, charset: Charset): string =>
  new TextDecoder(charset).decode(bytes)

/** Letters that Russian words are made of are likely, box drawing and rare capitals in words are not. */
function likelihood(text: string): number {
  let score = 0
  for (const char of text) {
    if (/[а-яёА-ЯЁ\u0020-\u007e\r\n]/.test(char)) score += 2
    else if (char === '\ufffd') score -= 20
    else score -= 3
  }
  // A capital behind a small letter is what one Cyrillic alphabet read as another looks like.
  return score - (text.match(/[а-яё][А-ЯЁ]/g)?.length ?? 0) * 4
}

/** Reads text of which only some candidates for its alphabet are known: the one that looks most like words. */
export function guessText(bytes: Uint8Array, candidates: readonly Charset[]): string {
  let best = { text: '', score: -Infinity }
  for (const charset of candidates) {
    const text = decodeText(bytes, charset)
    const score = likelihood(text)
    if (score > best.score) best = { text, score }
  }
  return best.text
}
