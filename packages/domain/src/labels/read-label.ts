import { numberForms } from './carriers.ts'
import { holdsMod10 } from './check-digits.ts'
import { parseDigitalLink } from './digital-link.ts'
import { type Element, parseGs1, saysGs1 } from './gs1-elements.ts'

/** What a scan says of the parcel that carries it. */
export type ReadLabel = {
  /** The number of the parcel, as carriers and shops write it. */
  number: string
  /** `gs1-sscc`, `gs1-message`, or an `id` of `numberForms`. */
  form: string
  /** Who numbers in this way; null where any company may. */
  carrier: string | null
  /** False: only the form was recognised, and nothing checks the digits. */
  isChecked: boolean
}

/** These name the goods in transport: one logistic unit, one consignment, one shipment. */
const parcelIdentifiers = ['00', '401', '402']

/**
 * Tells what stands on a label: an SSCC, a GS1 message or Digital Link with one, a number of the posts or of a carrier. Null for a text
 * that is nothing of it, which is a label all the same: shops write what they like.
 */
export function readLabel(scan: string): ReadLabel | null {
  const text = scan.trim()
  if (text.length > 2_000) return null
  const linked = parseDigitalLink(text)
  if (linked) return 'elements' in linked ? fromElements(linked.elements) : null
  if (saysGs1(text) || text.startsWith('(')) {
    const message = parseGs1(text)
    if ('elements' in message) return fromElements(message.elements)
  }
  const bare = withoutAim(text).replaceAll(/\s/g, '').toUpperCase()
  if (bare.length > 40 || /^0*$/.test(bare)) return null
  return ssccIn(bare) ?? carriersNumber(bare)
}

/** Without the three characters by which a reader says what kind of symbol it was. */
export const withoutAim = (text: string) => text.replace(/^\][A-Za-z]\d/, '')

function ssccIn(text: string): ReadLabel | null {
  const number = /^(?:00)?(\d{18})$/.exec(text)?.[1]
  // The prefix of a company is never all noughts: a padded number of another kind is no SSCC.
  if (!number || !holdsMod10(number) || /^\d0{7}/.test(number)) return null
  return { number, form: 'gs1-sscc', carrier: null, isChecked: true }
}

function carriersNumber(text: string): ReadLabel | null {
  let formOnly: ReadLabel | null = null
  for (const { id, carrier, pattern, check } of numberForms) {
    const groups = pattern.exec(text)?.groups
    if (!groups) continue
    const read = { number: groups.number ?? text, form: id, carrier, isChecked: Boolean(check) }
    if (check?.(groups)) return read
    if (!check) formOnly ??= read
  }
  return formOnly
}

function fromElements(elements: readonly Element[]): ReadLabel | null {
  for (const wanted of parcelIdentifiers) {
    const value = elements.find(({ identifier }) => identifier === wanted)?.value
    if (value === undefined) continue
    const form = wanted === '00' ? 'gs1-sscc' : 'gs1-message'
    return { number: value, form, carrier: null, isChecked: wanted !== '401' }
  }
  return null
}

/**
 * The ways in which a shop may have announced the parcel with this label, the scan itself first. All are printable, and short enough
 * for a label; none is a guess: a shorter form comes only from a number whose check digit holds.
 */
export function labelForms(scan: string, charsMax: number): string[] {
  const text = scan.trim()
  const forms = [text, withoutAim(text)]
  const read = readLabel(text)
  if (read?.isChecked || read?.form === 'gs1-message') {
    forms.push(read.number)
    if (read.form === 'gs1-sscc') forms.push(`00${read.number}`, `(00)${read.number}`)
    else forms.push(text.replaceAll(/\s/g, '').toUpperCase())
  }
  return [...new Set(forms)].filter(
    (form) => form !== '' && form.length <= charsMax && !/[\p{Cc}\p{Cs}]/u.test(form),
  )
}
