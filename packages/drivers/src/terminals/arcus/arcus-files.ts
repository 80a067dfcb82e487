import { decodeText } from '../text/charset.ts'

/** Lines `key=value` of the maker's settings, comments and sections left out. Later ones win. */
export function readIni(text: string): Map<string, string> {
  const all = new Map<string, string>()
  for (const line of text.split(/\r?\n/)) {
    const at = line.indexOf('=')
    const key = line.slice(0, Math.max(0, at)).trim()
    if (key !== '' && !/[#;[\]]/.test(key)) all.set(key, line.slice(at + 1).trim())
  }
  return all
}

export type ArcusFunction =
  | 'sale'
  | 'refund'
  | 'void'
  | 'reverse-last'
  | 'settle'
  | 'report'
  | 'copy'

/**
 * Which (class, code) means what, profile by profile. One number means different things in different profiles, so a profile
 * counts only where its own sale is there, and the first one wins.
 */
const profiles: readonly Readonly<Record<ArcusFunction, readonly string[]>>[] = [
  { sale: ['1,1'], refund: ['1,11'], void: ['1,5'], 'reverse-last': ['2,3'], settle: ['2,1', '2,22'], report: ['2,10', '2,41'], copy: ['2,27'] },
  { sale: ['0,128'], refund: ['0,130'], void: ['0,225'], 'reverse-last': ['0,224'], settle: ['0,161'], report: ['0,180'], copy: ['0,177'] },
  { sale: ['0,0'], refund: ['0,1'], void: ['0,2'], 'reverse-last': [], settle: ['0,5'], report: [], copy: [] },
] // prettier-ignore

/** The numbers behind `/o` that this installation has given to what we need, out of its `ops.ini`. */
export function operationsOf(opsIni: string): ReadonlyMap<ArcusFunction, string> {
  const numbers = new Map<string, string>()
  for (const [number, value] of readIni(opsIni)) {
    const match = /^(\d+)\s*,\s*(\d+)/.exec(value)
    const name = match ? `${Number(match[1])},${Number(match[2])}` : ''
    if (/^\d{1,4}$/.test(number) && match && !numbers.has(name)) numbers.set(name, number)
  }
  const profile = profiles.find(({ sale }) => sale.some((name) => numbers.has(name)))
  const found = new Map<ArcusFunction, string>()
  for (const [name, codes] of Object.entries(profile ?? {}) as [ArcusFunction, string[]][]) {
    const code = codes.find((each) => numbers.has(each))
    const number = code === undefined ? undefined : numbers.get(code)
    if (number !== undefined) found.set(name, number)
  }
  return found
}

/** The result in `rc.out`; null when there is none to read. */
export function readResult(bytes: Uint8Array | null): number | null {
  const text = decodeText(bytes ?? new Uint8Array(0), 'windows-1251').trim()
  return /^\d{1,6}$/.test(text) ? Number(text) : null
}

/** Masked card and authorisation code, out of `output.dat`. */
export function readOutput(bytes: Uint8Array | null): { card: string; authCode: string } {
  const lines = decodeText(bytes ?? new Uint8Array(0), 'windows-1251').split(/\r?\n/)
  return { card: lines[1] ?? '', authCode: (lines[3] ?? '').trim() }
}
