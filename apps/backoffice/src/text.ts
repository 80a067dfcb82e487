import { en } from '@cubby/i18n/office/en'
import type { OfficeTextId } from '@cubby/i18n/office/texts'
import { type Language, languageOf } from '@cubby/i18n/screens/screen-text'
import { screenTexts } from '@cubby/ui/text/text-provider'

export const { TextProvider, useText } = screenTexts<OfficeTextId>({
  english: en,
  others: {
    ru: async () => (await import('@cubby/i18n/office/ru')).ru,
    pl: async () => (await import('@cubby/i18n/office/pl')).pl,
    de: async () => (await import('@cubby/i18n/office/de')).de,
    ar: async () => (await import('@cubby/i18n/office/ar')).ar,
  },
})

export type Say = ReturnType<typeof useText>['t']

const isTextId = (id: string): id is OfficeTextId => Object.hasOwn(en, id)

/** The text for a name that the server may know better than we do: `alarm.kind.door.forced`; without a text the name itself. */
export function named(t: Say, group: string, name: string): string {
  const id = `${group}.${name}`
  return isTextId(id) ? t(id) : name
}

const LANGUAGE = 'cubby.language'

/** What this person chose before, else what the browser asks for, else English. */
export function firstLanguage(): Language {
  const wishes = [localStorage.getItem(LANGUAGE) ?? '', ...navigator.languages]
  return wishes.map(languageOf).find((language) => language !== null) ?? 'en'
}

/** Kept for the next visit. */
export const keepLanguage = (language: Language) => localStorage.setItem(LANGUAGE, language)
