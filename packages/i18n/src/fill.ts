import type { Instant } from '@cubby/kit/clock'
import type { Catalogue } from './catalogues.ts'
import type { Counted } from './messages/texts.ts'

/** Puts values into the holes of a text. A hole without a value is a fault and stays visible. */
export const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{(\w+)\}/g, (hole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? hole) : hole,
  )

/** "3 parcels", with the form that the language wants for this number. */
export function counted(catalogue: Catalogue, what: Counted, count: number): string {
  const forms = catalogue.counts[what]
  const form = new Intl.PluralRules(catalogue.intl).select(count)
  return fill(forms[form] ?? forms.other, { count: String(count) })
}

/** A moment as people at that place say it: "Thu 5 Mar, 18:30". */
export function momentText(catalogue: Catalogue, at: Instant, timeZone: string): string {
  const text = new Intl.DateTimeFormat(catalogue.intl, {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at)
  // One exotic space would double the price of a text message.
  return text.replaceAll(/[\u00a0\u202f]/g, ' ')
}

const LEFT_TO_RIGHT_MARK = '\u200e'

/** A code in groups of four ("1234-5678"), kept in order inside text that runs from right to left. */
export function codeText(catalogue: Catalogue, code: string): string {
  const grouped = code.length === 8 ? `${code.slice(0, 4)}-${code.slice(4)}` : code
  return catalogue.direction === 'rtl'
    ? `${LEFT_TO_RIGHT_MARK}${grouped}${LEFT_TO_RIGHT_MARK}`
    : grouped
}
