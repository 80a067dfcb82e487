import { type CodePage, encodeText } from './code-page.ts'

const cyrillic: Readonly<Record<string, string>> = {
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ё: 'e', ж: 'zh', з: 'z', и: 'i', й: 'y', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o',
  п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ъ: '', ы: 'y', ь: '', э: 'e',
  ю: 'yu', я: 'ya', і: 'i', ї: 'i', є: 'ye', ґ: 'g', ў: 'w',
} // prettier-ignore
const others: Readonly<Record<string, string>> = {
  ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ø: 'o', Ø: 'O', æ: 'ae', Æ: 'AE', œ: 'oe', Œ: 'OE', ß: 'ss', ı: 'i',
  '–': '-', '—': '-', '−': '-', '‑': '-', '…': '...', '“': '"', '”': '"', '„': '"', '«': '"', '»': '"', '‘': "'", '’': "'",
  '‚': "'", '№': 'No.', '€': 'EUR', '•': '*', '·': '*', '\u00a0': ' ', '\u202f': ' ', '\u2009': ' ', '\u200e': '', '\u200f': '',
} // prettier-ignore

/**
 * The same text in characters that the printer's set has, as far as one can be read for another: accents fall off, Cyrillic becomes Latin
 * where the set has none. What is left over (Arabic above all) is printed as question marks.
 */
export function printable(text: string, page: CodePage): string {
  return Array.from(text.normalize('NFC'), (char) => (has(char, page) ? char : replaced(char, page))).join('') // prettier-ignore
}

/** Whether nothing of this text would be a question mark. */
export const isPrintable = (text: string, page: CodePage): boolean =>
  has(printable(text, page), page)

const has = (text: string, page: CodePage) => encodeText(text, page).missing.length === 0

function replaced(char: string, page: CodePage): string {
  const lower = char.toLowerCase()
  const latin = others[char] ?? cyrillic[char] ?? capitalized(cyrillic[lower])
  if (latin !== undefined && has(latin, page)) return latin
  const bare = char.normalize('NFD').replaceAll(/\p{M}/gu, '')
  return bare !== '' && has(bare, page) ? bare : char
}

const capitalized = (text: string | undefined) =>
  text === undefined ? undefined : text.slice(0, 1).toUpperCase() + text.slice(1)
