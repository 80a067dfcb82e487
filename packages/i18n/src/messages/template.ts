import { type Catalogue, type catalogues, catalogueFor } from '../catalogues.ts'
import { codeText, counted, fill, momentText } from '../fill.ts'
import { instant } from '@cubby/kit/clock'
import { en } from './en.ts'
import type { TextId } from './texts.ts'

/** What people are told about, as far as it has texts. */
export type ToldKind = TextId extends infer Id
  ? Id extends `${infer Kind}.subject`
    ? Kind
    : never
  : never
export type MessageLanguage = keyof typeof catalogues
/** The three texts of a message: of an e-mail the subject and the text, of a text message all of it. */
export const templateParts = ['subject', 'text', 'sms'] as const
export type TemplatePart = (typeof templateParts)[number]
/** What an organization says instead; null: what we say. */
export type Template = Readonly<Record<TemplatePart, string | null>>

/** Names in braces, such as `{code}`. */
const holesOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '')

/** What a message of this kind knows: its texts may have no other holes. */
export function knownHoles(kind: ToldKind): string[] {
  const texts = templateParts.map((part) => en[`${kind}.${part}`])
  return [...new Set(texts.flatMap(holesOf))]
}

/** Holes that a text must have: without them nobody finds or opens the door. */
export function neededHoles(kind: ToldKind, part: TemplatePart): string[] {
  const isNeeded = part !== 'subject' && holesOf(en[`${kind}.text`]).includes('code')
  return isNeeded ? ['code', 'location'] : []
}

export type TemplateProblem = {
  part: TemplatePart
  code:
    | 'unknown-placeholder'
    | 'missing-placeholder'
    | 'too-many'
    | 'stray-brace'
    | 'link-beside-code'
  /** The placeholder that it is about. */
  name: string
}

/** A text repeats a name now and then; more is an attempt to blow up the message. */
const HOLES_MAX = 15
const LINK = /https?:|www\.|\b[a-z0-9-]+\.(com|net|org|io|ru|pl|de|info|top|xyz|link|ly)\b\/?/i

/** What is wrong with a template, so that it is never found out by a recipient. */
export const templateProblems = (kind: ToldKind, template: Template): TemplateProblem[] =>
  templateParts.flatMap((part) => {
    const text = template[part]
    return text === null ? [] : problemsOf(kind, part, text)
  })

function problemsOf(kind: ToldKind, part: TemplatePart, text: string): TemplateProblem[] {
  const known = new Set(knownHoles(kind))
  const holes = holesOf(text)
  const unknown = [...new Set(holes)].filter((name) => !known.has(name))
  const missing = neededHoles(kind, part).filter((name) => !holes.includes(name))
  const rest = text.replaceAll(/\{\w+\}/g, '')
  return [
    ...unknown.map((name) => ({ part, code: 'unknown-placeholder' as const, name })),
    ...missing.map((name) => ({ part, code: 'missing-placeholder' as const, name })),
    ...(holes.length > HOLES_MAX ? [{ part, code: 'too-many' as const, name: '' }] : []),
    ...(/[{}]/.test(rest) ? [{ part, code: 'stray-brace' as const, name: '' }] : []),
    // Whoever is used to a link beside a code will one day type the code into a stranger's page.
    ...(known.has('code') && LINK.test(text)
      ? [{ part, code: 'link-beside-code' as const, name: '' }]
      : []),
  ]
}

/** What we say in this language where the organization says nothing. */
export function builtInTemplate(kind: ToldKind, language: string): Record<TemplatePart, string> {
  const { texts } = catalogueFor(language)
  return {
    subject: texts[`${kind}.subject`],
    text: texts[`${kind}.text`],
    sms: texts[`${kind}.sms`],
  }
}

/** Example values for a preview, as the language writes them. */
export function sampleValues(language: string, shop: string): Record<string, string> {
  const catalogue: Catalogue = catalogueFor(language)
  return {
    shop,
    code: codeText(catalogue, '12345678'),
    location: 'Central station',
    address: 'Lange Str. 1, 10115 Berlin',
    parcels: counted(catalogue, 'parcels', 2),
    doors: counted(catalogue, 'doors', 1),
    until: momentText(catalogue, instant(SAMPLE_UNTIL), 'Europe/Berlin'),
  }
}

/** A Sunday in March, 11 in the morning in Berlin. */
const SAMPLE_UNTIL = Date.UTC(2026, 2, 8, 10)

/** How a template looks with example values; what it leaves out is as we say it. */
export function previewOf(
  kind: ToldKind,
  language: string,
  template: Template,
  shop: string,
): Record<TemplatePart, string> {
  const built = builtInTemplate(kind, language)
  const values = sampleValues(language, shop)
  return {
    subject: fill(template.subject ?? built.subject, values),
    text: fill(template.text ?? built.text, values),
    sms: fill(template.sms ?? built.sms, values),
  }
}
