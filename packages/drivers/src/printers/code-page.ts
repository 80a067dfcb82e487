/** Character sets that receipt printers have in them, by the number that most makers give them. */
export const codePages = {
  'windows-1252': { number: 16, label: 'windows-1252' },
  'windows-1251': { number: 46, label: 'windows-1251' },
  cp866: { number: 17, label: 'ibm866' },
} as const
export type CodePage = keyof typeof codePages

const tables = new Map<CodePage, ReadonlyMap<string, number>>()

/** The bytes of a text in this set, and the characters that it does not have: a question mark stands in their place. */
export function encodeText(text: string, page: CodePage): { bytes: number[]; missing: string[] } {
  const table = tableOf(page)
  const missing = new Set<string>()
  const bytes: number[] = []
  for (const char of text.normalize('NFC')) {
    const code = char.codePointAt(0) ?? 0
    const isPlain = code >= 0x20 && code < 0x7f
    const byte = isPlain || char === '\n' ? code : table.get(char)
    if (byte === undefined) missing.add(char)
    bytes.push(byte ?? 0x3f)
  }
  return { bytes, missing: [...missing] }
}

/** The text of these bytes; what an emulated printer prints. */
export const decodeText = (bytes: readonly number[], page: CodePage): string =>
  new TextDecoder(codePages[page].label).decode(Uint8Array.from(bytes))

function tableOf(page: CodePage): ReadonlyMap<string, number> {
  const known = tables.get(page)
  if (known) return known
  const high = Array.from({ length: 128 }, (_, index) => index + 128)
  const table = new Map(high.map((byte) => [decodeText([byte], page), byte]))
  // Where a set has a hole, the decoder gives the control character: nothing to print.
  for (const char of table.keys()) if ((char.codePointAt(0) ?? 0) < 0xa0) table.delete(char)
  tables.set(page, table)
  return table
}
