import { holdsMod10 } from './check-digits.ts'
import { type ElementRule, ruleAt } from './gs1-identifiers.ts'

/** Separates elements of unknown length: what a reader sends for FNC1. */
export const GS = '\u001D'
export type Element = { identifier: string; value: string }
export type Gs1Trouble = { at: number; why: 'identifier' | 'length' | 'characters' | 'check-digit' }
export type Gs1Message = { elements: Element[] } | { trouble: Gs1Trouble }

/** Longer than any symbol can hold. */
const messageCharsMax = 2_000
const characters82 = /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]*$/
/** GS1-128, DataBar, Data Matrix and QR as GS1, by the prefix that readers can be set to send. */
const aimOfGs1 = /^\](?:C1|e0|d2|Q3|J1)/

/** True when the reader itself has said that this is a GS1 message. */
export const saysGs1 = (text: string) => aimOfGs1.test(text) || text.startsWith(GS)

/**
 * The elements of a GS1 message as a reader sends it: with its AIM prefix or without, GS between elements whose length is not
 * known; or as printed under the bars, `(00)340…`. Never throws: says where it stopped understanding, counted in the text.
 */
export function parseGs1(text: string): Gs1Message {
  if (text.length > messageCharsMax) return { trouble: { at: messageCharsMax, why: 'length' } }
  if (text.startsWith('(')) return parsePrinted(text)
  const elements: Element[] = []
  let at = aimOfGs1.test(text) ? 3 : 0
  while (text[at] === GS) at++
  while (at < text.length) {
    const rule = ruleAt(text, at)
    if (!rule) return { trouble: { at, why: 'identifier' } }
    const from = at + rule.identifier.length
    const separator = text.indexOf(GS, from)
    const until = separator < 0 ? text.length : separator
    // Some printers put a separator behind predefined lengths too, which readers must accept.
    const end = rule.isPredefined ? Math.min(from + rule.most, until) : until
    const value = text.slice(from, end)
    const why = troubleOf(rule, value)
    if (why) return { trouble: { at: from, why } }
    elements.push({ identifier: rule.identifier, value })
    at = end
    while (text[at] === GS) at++
  }
  return elements.length > 0 ? { elements } : { trouble: { at: 0, why: 'length' } }
}

/** Why this is no value of that identifier; null when it is one. */
export function troubleOf(rule: ElementRule, value: string): Gs1Trouble['why'] | null {
  if (value.length < rule.least || value.length > rule.most) return 'length'
  if (rule.digits ? !/^\d+$/.test(value) : !characters82.test(value)) return 'characters'
  if (rule.checked !== null && !holdsMod10(value.slice(0, rule.checked))) return 'check-digit'
  return null
}

function parsePrinted(text: string): Gs1Message {
  const elements: Element[] = []
  let at = 0
  while (at < text.length) {
    const identifier = /^\((\d{2,4})\)/.exec(text.slice(at, at + 6))?.[1] ?? ''
    const rule = ruleAt(identifier)
    if (!rule || rule.identifier !== identifier) return { trouble: { at, why: 'identifier' } }
    const from = at + identifier.length + 2
    // A bracket may stand in a value; only one with a known identifier inside ends it.
    const end = nextPrinted(text, from)
    const value = text.slice(from, end).replaceAll(' ', '')
    const why = troubleOf(rule, value)
    if (why) return { trouble: { at: from, why } }
    elements.push({ identifier, value })
    at = end
  }
  return { elements }
}

function nextPrinted(text: string, from: number): number {
  for (let at = text.indexOf('(', from); at >= 0; at = text.indexOf('(', at + 1)) {
    const identifier = /^\((\d{2,4})\)/.exec(text.slice(at, at + 6))?.[1]
    if (identifier && ruleAt(identifier)?.identifier === identifier) return at
  }
  return text.length
}

/** The message as a reader sends it, without a prefix. */
export const gs1Text = (elements: readonly Element[]): string =>
  elements
    .map(({ identifier, value }, index) => {
      const isLast = index === elements.length - 1
      return identifier + value + (isLast || ruleAt(identifier)?.isPredefined ? '' : GS)
    })
    .join('')
