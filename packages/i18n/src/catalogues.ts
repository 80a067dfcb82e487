import { ar, arCounts } from './messages/ar.ts'
import { de, deCounts } from './messages/de.ts'
import { en, enCounts } from './messages/en.ts'
import { pl, plCounts } from './messages/pl.ts'
import { ru, ruCounts } from './messages/ru.ts'
import type { Counts, Texts } from './messages/texts.ts'

export type Catalogue = {
  /** For `Intl`: British English for the 24-hour clock, Arabic with the digits that are on the keypad. */
  intl: string
  direction: 'ltr' | 'rtl'
  texts: Texts
  counts: Counts
}

/** A new language is a new line here and a new file in `messages`. */
export const catalogues = {
  en: { intl: 'en-GB', direction: 'ltr', texts: en, counts: enCounts },
  ru: { intl: 'ru', direction: 'ltr', texts: ru, counts: ruCounts },
  pl: { intl: 'pl', direction: 'ltr', texts: pl, counts: plCounts },
  de: { intl: 'de', direction: 'ltr', texts: de, counts: deCounts },
  ar: { intl: 'ar-u-nu-latn', direction: 'rtl', texts: ar, counts: arCounts },
} as const satisfies Record<string, Catalogue>

/** The language that a person asked for (`de-AT` reads `de`), or English when we do not speak it. */
export function catalogueFor(locale: string): Catalogue {
  const language = locale.toLowerCase().split(/[-_]/)[0] ?? ''
  const known: Partial<Record<string, Catalogue>> = catalogues
  return (Object.hasOwn(catalogues, language) ? known[language] : undefined) ?? catalogues.en
}
