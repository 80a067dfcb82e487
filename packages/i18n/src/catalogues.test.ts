import { describe, expect, test } from 'vitest'
import { type Catalogue, catalogueFor, catalogues } from './catalogues.ts'
import { en } from './messages/en.ts'

const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).toSorted()
const all: [string, Catalogue][] = Object.entries(catalogues)

describe.each(all)('catalogue %s', (_, { texts, counts, intl }) => {
  test('has exactly the texts of the English source, none of them empty', () => {
    expect(Object.keys(texts).toSorted()).toEqual(Object.keys(en).toSorted())
    expect(Object.values(texts).filter((text) => text.trim() === '')).toEqual([])
  })

  test('leaves the same holes in each text', () => {
    const ofThis = Object.entries(texts).map(([id, text]) => [id, [...new Set(holes(text))]])
    const ofEnglish = Object.entries(en).map(([id, text]) => [id, [...new Set(holes(text))]])
    expect(Object.fromEntries(ofThis)).toEqual(Object.fromEntries(ofEnglish))
  })

  test('has a form for each way in which the language counts', () => {
    const { pluralCategories } = new Intl.PluralRules(intl).resolvedOptions()
    for (const forms of Object.values(counts)) {
      expect(Object.keys(forms).toSorted()).toEqual(pluralCategories.toSorted())
    }
  })

  test('puts no link beside a code', () => {
    expect(Object.values(texts).filter((text) => /https?:|www\./i.test(text))).toEqual([])
  })
})

describe('choosing a language', () => {
  test.each([
    ['ru', 'ru'],
    ['de-AT', 'de'],
    ['AR-eg', 'ar-u-nu-latn'],
    ['xx', 'en-GB'],
    ['', 'en-GB'],
    ['constructor', 'en-GB'],
  ])('for %j takes %s', (asked, taken) => {
    expect(catalogueFor(asked).intl).toBe(taken)
  })
})
