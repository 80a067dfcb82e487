import { type Element, type Gs1Message, troubleOf } from './gs1-elements.ts'
import { type ElementRule, ruleAt } from './gs1-identifiers.ts'

/** What a web address may be about; the others only qualify or describe it. */
const primary = new Set(
  '00 01 253 255 401 402 414 417 8003 8004 8006 8010 8013 8017 8018'.split(' '),
)

/**
 * The elements of a GS1 Digital Link, a web address such as `https://id.gs1.org/00/340…` of any domain; null when the text is none.
 * Uncompressed links only. Parameters that are no identifiers are passed over, as the standard says.
 */
export function parseDigitalLink(text: string): Gs1Message | null {
  const [, path = '', query = ''] =
    /^https?:\/\/[^/?#\s]{1,253}(\/[^?#\s]*)(?:\?([^#\s]*))?(?:#\S*)?$/i.exec(text) ?? []
  if (path === '' || text.length > 2_000) return null
  const segments = path.split('/').slice(1)
  // Whatever stands before belongs to the resolver: the last pair that names a primary key begins.
  const first = segments.findLastIndex(
    (segment, at) => primary.has(segment) && (segments.length - at) % 2 === 0,
  )
  if (first < 0) return null
  const pairs: [string, string][] = []
  for (let at = first; at < segments.length; at += 2)
    pairs.push([segments[at] ?? '', segments[at + 1] ?? ''])
  const inPath = pairs.length
  for (const pair of query.split(/[&;]/)) {
    const [identifier = '', value = ''] = pair.split('=')
    if (ruleAt(identifier)?.identifier === identifier) pairs.push([identifier, value])
  }
  const elements: Element[] = []
  for (const [index, [identifier, encoded]] of pairs.entries()) {
    const rule = ruleAt(identifier)
    if (rule?.identifier !== identifier) return { trouble: { at: index, why: 'identifier' } }
    const value = valueOf(rule, encoded)
    const why = value === null ? 'characters' : troubleOf(rule, value)
    // An odd parameter is somebody's campaign; an odd path is an odd link.
    if (why && index >= inPath) continue
    if (why || value === null) return { trouble: { at: index, why: why ?? 'characters' } }
    elements.push({ identifier, value })
  }
  return { elements }
}

function valueOf(rule: ElementRule, encoded: string): string | null {
  try {
    const value = decodeURIComponent(encoded)
    // A GTIN may be written as short as it is printed.
    const isShortGtin = rule.identifier === '01' && /^(\d{8}|\d{12,13})$/.test(value)
    return isShortGtin ? value.padStart(14, '0') : value
  } catch {
    return null
  }
}
