import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { numberForms } from './carriers.ts'
import { parseDigitalLink } from './digital-link.ts'
import { type Element, GS, gs1Text, parseGs1 } from './gs1-elements.ts'
import { allIdentifiers } from './gs1-identifiers.ts'
import { labelForms, readLabel } from './read-label.ts'

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const quick = { numRuns: 10_000 }
const sscc = '340123450000000000'

function withMod10(digits: string): string {
  const sum = Array.from(digits, Number)
    .reverse()
    .reduce((total, digit, at) => total + digit * (at % 2 === 0 ? 3 : 1), 0)
  return digits + String((10 - (sum % 10)) % 10)
}
const parcel = withMod10(sscc.slice(0, 17))

describe('a GS1 message', () => {
  test('is its elements, with a separator where the length is not known', () => {
    expect(parseGs1(`]C1${gs1Text([])}00${parcel}`)).toEqual({
      elements: [{ identifier: '00', value: parcel }],
    })
    expect(parseGs1(`]d2010950600013435210ABC${GS}17261231`)).toEqual({
      elements: [
        { identifier: '01', value: '09506000134352' },
        { identifier: '10', value: 'ABC' },
        { identifier: '17', value: '261231' },
      ],
    })
  })

  test('may be as printed under the bars, with spaces and brackets in values', () => {
    expect(parseGs1('(00) 0 0614141 123456789 0'.replace('890', '89 0'))).toEqual(
      parseGs1('00006141411234567890'),
    )
    expect(parseGs1('(01)09506000134352(10)A(1)B(21)7')).toEqual({
      elements: [
        { identifier: '01', value: '09506000134352' },
        { identifier: '10', value: 'A(1)B' },
        { identifier: '21', value: '7' },
      ],
    })
  })

  test.each([
    ['00006141411234567891', { at: 2, why: 'check-digit' }],
    ['000061414112345', { at: 2, why: 'length' }],
    ['00A0614141123456789', { at: 2, why: 'length' }],
    ['0000614141123456789A', { at: 2, why: 'characters' }],
    ['0506', { at: 0, why: 'identifier' }],
    ['10', { at: 2, why: 'length' }],
    [`10${'x'.repeat(21)}`, { at: 2, why: 'length' }],
    ['10Ä', { at: 2, why: 'characters' }],
    ['', { at: 0, why: 'length' }],
    ['(00', { at: 0, why: 'identifier' }],
    ['x'.repeat(3_000), { at: 2_000, why: 'length' }],
  ])('that is wrong says where: %j', (text, trouble) => {
    expect(parseGs1(text)).toEqual({ trouble })
  })

  test('comes back as it was written, whatever its elements', () => {
    const filled = fc.tuple(
      fc.constantFrom(...allIdentifiers()),
      fc.nat(100),
      fc.array(fc.nat(61), { minLength: 90, maxLength: 90 }),
    )
    const element = filled.map(([rule, more, chars]): Element => {
      const alphabet = rule.digits ? letters.slice(0, 10) : letters
      const length = rule.least + (more % (rule.most - rule.least + 1))
      const text = chars.map((at) => alphabet[at % alphabet.length]).join('')
      const number = chars.map((at) => at % 10).join('')
      const checked = rule.checked === null ? '' : withMod10(number.slice(0, rule.checked - 1))
      return { identifier: rule.identifier, value: (checked + text).slice(0, length) }
    })
    fc.assert(
      fc.property(fc.array(element, { minLength: 1, maxLength: 6 }), (elements) => {
        expect(parseGs1(gs1Text(elements))).toEqual({ elements })
      }),
      quick,
    )
  })

  test('has no identifier that is the beginning of another', () => {
    const names = allIdentifiers().map(({ identifier }) => identifier)
    expect(names.length).toBeGreaterThan(450)
    for (const name of names)
      expect(names.filter((other) => other !== name && other.startsWith(name))).toEqual([])
  })
})

describe('a GS1 Digital Link', () => {
  test('names its elements in the path and in the parameters, on any domain', () => {
    expect(
      parseDigitalLink('https://id.gs1.org/01/09506000134352/21/A%2F1?17=261231&utm=x'),
    ).toEqual({
      elements: [
        { identifier: '01', value: '09506000134352' },
        { identifier: '21', value: 'A/1' },
        { identifier: '17', value: '261231' },
      ],
    })
    expect(readLabel(`https://shop.example/de/00/${parcel}`)?.number).toBe(parcel)
    expect(parseDigitalLink('http://x.example/01/9506000134352')).toMatchObject({
      elements: [{ value: '09506000134352' }],
    })
  })

  test.each([
    'https://example.com/win?a=1',
    'https://id.gs1.org/',
    'ftp://id.gs1.org/00/340123450000000000',
    '00340123450000000000',
  ])('is not %s', (text) => {
    expect(parseDigitalLink(text)).toBeNull()
  })

  test.each([
    'https://id.gs1.org/01/09506000134353',
    'https://id.gs1.org/01/%E0%A4%A',
    'https://id.gs1.org/01/09506000134352/99999/1',
  ])('that contradicts itself says so: %s', (text) => {
    expect(parseDigitalLink(text)).toHaveProperty('trouble')
  })
})

describe('the number on a label', () => {
  test.each([
    ['RR123456785GB', 'upu-s10'],
    ['rr 123 456 785 gb', 'upu-s10'],
    ['1Z999AA10123456784', 'ups-1z'],
    ['9400111202555842332669', 'usps-impb'],
    ['420902109400111202555842332669', 'usps-impb'],
    ['00006141411234567890', 'gs1-sscc'],
    ['(00)006141411234567890', 'gs1-sscc'],
    [']C100006141411234567890', 'gs1-sscc'],
    ['JD014600003828392837', 'dhl-parcel'],
    ['JJD000390007827262826', 'dhl-piece'],
    ['TBA123456789012', 'amazon'],
  ])('%s is told', (text, form) => {
    expect(readLabel(text)?.form).toBe(form)
  })

  test.each([
    'RR123456786GB',
    '1Z999AA10123456785',
    'LABEL-1',
    '',
    'two words',
    '000000000000000000',
  ])('%j is nobody’s, and a label all the same', (text) => {
    expect(readLabel(text)).toBeNull()
  })

  test('with one digit wrong is never taken for the same number of the posts', () => {
    const serial = fc.stringMatching(/^\d{8}$/)
    fc.assert(
      fc.property(serial, fc.nat(7), fc.integer({ min: 1, max: 9 }), (digits, at, more) => {
        const all = Array.from({ length: 10 }, (_, check) => `LX${digits}${check}DE`)
        const right = all.filter((text) => readLabel(text)?.form === 'upu-s10')
        expect(right).toHaveLength(1)
        const changed = Array.from(digits)
        changed[at] = String((Number(digits[at]) + more) % 10)
        const wrong = `LX${changed.join('')}${right[0]?.[10]}DE`
        // 10 and 0 share a check digit, 11 and 5 too: the standard lets these few through.
        const read = readLabel(wrong)
        expect(read === null || right[0]?.[10] === '0' || right[0]?.[10] === '5').toBe(true)
      }),
      quick,
    )
  })

  test('is told or not of any text at all, and what it gives is short and printable', () => {
    const texts = fc.oneof(
      fc.uint8Array({ maxLength: 60 }).map((bytes) => String.fromCharCode(...bytes)),
      fc.stringMatching(/^[0-9A-Z]{1,40}$/),
      fc.string({ maxLength: 20 }).map((text) => `]C1${text}${GS}${text}`),
      fc.string({ maxLength: 20 }).map((text) => `https://a.example/00/${text}`),
    )
    fc.assert(
      fc.property(texts, (text) => {
        for (const form of labelForms(text, 120)) {
          expect(form.length).toBeLessThanOrEqual(120)
          // oxlint-disable-next-line no-control-regex
          expect(form).not.toMatch(/[\u0000-\u001f]/)
        }
      }),
      quick,
    )
  })

  test('may have been announced with and without its identifier', () => {
    expect(labelForms(`]C100${parcel}`, 120)).toEqual([
      `]C100${parcel}`,
      `00${parcel}`,
      parcel,
      `(00)${parcel}`,
    ])
    expect(labelForms('LABEL-1', 120)).toEqual(['LABEL-1'])
    expect(labelForms('rr 123 456 785 gb', 120)).toEqual(['rr 123 456 785 gb', 'RR123456785GB'])
  })

  test('has a form of its own for each carrier', () => {
    const ids = numberForms.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })
})
