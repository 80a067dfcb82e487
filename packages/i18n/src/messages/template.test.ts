import { describe, expect, test } from 'vitest'
import { catalogues } from '../catalogues.ts'
import {
  builtInTemplate,
  knownHoles,
  previewOf,
  templateProblems,
  type ToldKind,
} from './template.ts'

const kinds: ToldKind[] = [
  'shipment.ready',
  'shipment.reminder',
  'shipment.expired',
  'shipment.extended',
  'shipment.cancelled',
]
const nothing = { subject: null, text: null, sms: null }
const problems = (kind: ToldKind, over: object) =>
  templateProblems(kind, { ...nothing, ...over }).map(({ part, code, name }) =>
    [part, code, name].filter(Boolean).join(' '),
  )

describe('a template', () => {
  test.each(kinds)('that says what we say is good: %s', (kind) => {
    for (const language of Object.keys(catalogues))
      expect(templateProblems(kind, builtInTemplate(kind, language))).toEqual([])
  })

  test('names only what the message knows', () => {
    expect(problems('shipment.ready', { subject: 'For {name}: {shop}' })).toEqual([
      'subject unknown-placeholder name',
    ])
    expect(problems('shipment.cancelled', { sms: 'Code {code}' })).toEqual([
      'sms unknown-placeholder code',
    ])
    expect(knownHoles('shipment.cancelled')).not.toContain('code')
  })

  test('never leaves a recipient without code or place', () => {
    expect(problems('shipment.ready', { text: 'It is here!' })).toEqual([
      'text missing-placeholder code',
      'text missing-placeholder location',
    ])
  })

  test.each([
    ['{code} {location} {', 'text stray-brace'],
    ['{code} {location} { shop }', 'text stray-brace'],
    ['{{code}} {location}', 'text stray-brace'],
    [`{code} {location} ${'{address}'.repeat(20)}`, 'text too-many'],
    ['{code} {location} https://evil.example', 'text link-beside-code'],
    ['{code} {location} bit.ly/x', 'text link-beside-code'],
  ])('is no bomb and no bait: %s', (text, problem) => {
    expect(problems('shipment.ready', { text })).toEqual([problem])
  })

  test('is shown with examples, filled once, and with our words where it says nothing', () => {
    const shown = previewOf(
      'shipment.ready',
      'de',
      { ...nothing, subject: 'Paket von {shop}' },
      '{code}',
    )
    expect(shown.subject).toBe('Paket von {code}')
    expect(shown.text).toContain('1234-5678')
    expect(shown.sms).not.toMatch(/\{(shop|location)\}/)
  })
})
