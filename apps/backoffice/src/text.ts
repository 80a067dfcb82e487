import { en } from '@cubby/i18n/office/en'
import type { OfficeTextId } from '@cubby/i18n/office/texts'
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
