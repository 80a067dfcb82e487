import { describe, expect, test } from 'vitest'
import { ar as benchAr } from '../bench/ar.ts'
import { de as benchDe } from '../bench/de.ts'
import { en as benchEn } from '../bench/en.ts'
import { pl as benchPl } from '../bench/pl.ts'
import { ru as benchRu } from '../bench/ru.ts'
import { ar as kioskAr } from '../kiosk/ar.ts'
import { de as kioskDe } from '../kiosk/de.ts'
import { en as kioskEn } from '../kiosk/en.ts'
import { pl as kioskPl } from '../kiosk/pl.ts'
import { ru as kioskRu } from '../kiosk/ru.ts'
import { ar as officeAr } from '../office/ar.ts'
import { de as officeDe } from '../office/de.ts'
import { en as officeEn } from '../office/en.ts'
import { pl as officePl } from '../office/pl.ts'
import { ru as officeRu } from '../office/ru.ts'
import { type Language, languages, type ScreenText } from './screen-text.ts'

type Texts = Readonly<Record<string, ScreenText>>
const surfaces: Record<string, Record<Language, Texts>> = {
  kiosk: { en: kioskEn, ru: kioskRu, pl: kioskPl, de: kioskDe, ar: kioskAr },
  bench: { en: benchEn, ru: benchRu, pl: benchPl, de: benchDe, ar: benchAr },
  office: { en: officeEn, ru: officeRu, pl: officePl, de: officeDe, ar: officeAr },
}
const formsOf = (text: ScreenText) => (typeof text === 'string' ? [text] : Object.values(text))
const holes = (text: ScreenText) =>
  [
    ...new Set(
      formsOf(text).flatMap((form) => [...form.matchAll(/\{(\w+)\}/g)].map((hole) => hole[1])),
    ),
  ].toSorted()
const holesById = (texts: Texts) =>
  Object.fromEntries(Object.entries(texts).map(([id, text]) => [id, holes(text)]))

const all = Object.entries(surfaces).flatMap(([surface, byLanguage]) =>
  Object.entries(byLanguage).map(
    ([language, texts]) => [surface, language as Language, texts, byLanguage.en] as const,
  ),
)

describe.each(all)('the %s in %s', (_surface, language, texts, english) => {
  test('has exactly the texts of the English source, none of them empty', () => {
    expect(Object.keys(texts).toSorted()).toEqual(Object.keys(english).toSorted())
    const forms = Object.values(texts).flatMap(formsOf)
    expect(forms.filter((text) => text.trim() === '')).toEqual([])
  })

  test('leaves the same holes in each text', () => {
    expect(holesById(texts)).toEqual(holesById(english))
  })

  test('has a form for each way in which the language counts', () => {
    const { pluralCategories } = new Intl.PluralRules(languages[language].intl).resolvedOptions()
    const wrong = Object.entries(texts)
      .filter(([, text]) => typeof text !== 'string')
      .filter(
        ([, text]) => Object.keys(text).toSorted().join() !== pluralCategories.toSorted().join(),
      )
      .map(([id]) => id)
    expect(wrong).toEqual([])
  })
})
