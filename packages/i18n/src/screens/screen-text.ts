import { fill } from '../fill.ts'

/** A sentence with its forms for counted things; `{count}` chooses. */
export type Plural = { readonly other: string } & Readonly<
  Partial<Record<'zero' | 'one' | 'two' | 'few' | 'many', string>>
>
export type ScreenText = string | Plural
/** The texts of one surface in one language, by id. */
export type ScreenTexts<Id extends string> = Readonly<Record<Id, ScreenText>>
/** Values for holes; a number named `count` also chooses the plural form. */
export type TextValues = Readonly<Record<string, string | number>>

/** A language as its speakers call it. Digits are Western in every language: they are what is on the keypad and the door. */
export const languages = {
  en: { name: 'English', intl: 'en-GB', direction: 'ltr' },
  ru: { name: 'Русский', intl: 'ru', direction: 'ltr' },
  pl: { name: 'Polski', intl: 'pl', direction: 'ltr' },
  de: { name: 'Deutsch', intl: 'de', direction: 'ltr' },
  ar: { name: 'العربية', intl: 'ar-u-nu-latn', direction: 'rtl' },
} as const
export type Language = keyof typeof languages

/** The language that a person or a browser asked for (`de-AT` reads `de`), or null when we do not speak it. */
export function languageOf(locale: string): Language | null {
  const language = locale.toLowerCase().split(/[-_]/)[0] ?? ''
  return Object.hasOwn(languages, language) ? (language as Language) : null
}

/** A value keeps its own direction, whichever that is: an address or a number would fall apart in Arabic, and take signs around it along. */
const apart = (value: string) => (value === '' ? '' : `\u2068${value}\u2069`)

/** Says a text of this surface in this language. A hole without a value stays visible: that is a fault to be seen. */
export function say<Id extends string>(
  language: Language,
  texts: ScreenTexts<Id>,
  id: Id,
  values: TextValues = {},
): string {
  const text = texts[id]
  const { intl, direction } = languages[language]
  const told = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'number'
        ? new Intl.NumberFormat(intl).format(value)
        : direction === 'rtl'
          ? apart(value)
          : value,
    ]),
  )
  if (typeof text === 'string') return fill(text, told)
  const form = new Intl.PluralRules(intl).select(Number(values['count'] ?? 0))
  return fill(text[form] ?? text.other, told)
}
