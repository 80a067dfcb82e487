import { limits } from '@cubby/kit/limits'
import { type Charset, encodeText, guessText } from '../text/charset.ts'

/** The fields of one packet by number; a connector's own failure instead when it never reached the terminal's answer. */
export type SaPacket = {
  fields: ReadonlyMap<number, string>
  error: { code: number; text: string } | null
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
}

const escaped = (text: string) =>
  text.replace(/[&<>"']/g, (char) => `&${Object.keys(entities).find((name) => entities[name] === char)};`) // prettier-ignore

function unescaped(text: string): string {
  return text.replace(/&(?:#(\d{1,6})|#x([0-9a-fA-F]{1,5})|(\w{1,5}));/g, (whole, dec?: string, hex?: string, name?: string) => {
    if (name !== undefined) return entities[name] ?? whole
    const code = dec === undefined ? Number.parseInt(hex ?? '', 16) : Number(dec)
    return code <= 0x10ffff ? String.fromCodePoint(code) : ''
  }) // prettier-ignore
}

const numberOf = (number: number) => String(number).padStart(2, '0')
const elements = (fields: ReadonlyMap<number, string>) =>
  Array.from(fields, ([id, value]) => `<field id="${numberOf(id)}">${escaped(value)}</field>`).join('') // prettier-ignore

/** The body of a request. */
export const requestText = (fields: ReadonlyMap<number, string>, timeout: number): string =>
  `<?xml version="1.0" encoding="UTF-8"?><request>${elements(fields)}<timeout>${timeout}</timeout></request>`

/** The body of a reply, as the connector sends it; for emulators and tests. */
export function replyBytes(packet: SaPacket, charset: Charset = 'windows-1251'): Uint8Array {
  const { fields, error } = packet
  const failure = error ? `<errorcode>${error.code}</errorcode><errordescription>${escaped(error.text)}</errordescription>` : '' // prettier-ignore
  return encodeText(
    `<?xml version="1.0" encoding="windows-1251"?><response>${elements(fields)}${failure}</response>`,
    charset,
  )
}

/** Reads a request or a reply. The alphabet that it declares is often not the one that it is in. Null when it is neither. */
export function readPacket(bytes: Uint8Array): SaPacket | null {
  const text = guessText(bytes.subarray(0, limits.terminalMessageBytesMax), ['utf-8', 'windows-1251', 'ibm866']) // prettier-ignore
  if (!/<(?:response|request)[\s>/]/.test(text)) return null
  const fields = new Map<number, string>()
  for (const [, id, value] of text.matchAll(/<field\s+id="(\d{1,3})"\s*>([^<]*)<\/field>/g))
    fields.set(Number(id), unescaped(value ?? '').trim())
  const code = /<errorcode>\s*(\d{1,4})\s*<\/errorcode>/.exec(text)?.[1]
  const description = /<errordescription>([^<]*)<\/errordescription>/.exec(text)?.[1] ?? ''
  const isError = code !== undefined && Number(code) !== 0
  return { fields, error: isError ? { code: Number(code), text: unescaped(description) } : null }
}

/** The first copy of a slip or a report, without the marks of the printer. */
export const slipText = (raw: string): string =>
  raw
    .replace(/^(?:0xDF)?\^{0,3}/, '')
    .replaceAll('~0xDA^^', '\n')
    .split('~')[0]
    ?.replaceAll('^', '\n') ?? ''

/** A text for people, without the picture that some terminals name behind it. */
export const shortText = (raw: string): string => raw.split('^')[0] ?? ''
