import { en } from '@cubby/i18n/kiosk/en'
import type { KioskTextId } from '@cubby/i18n/kiosk/texts'
import { screenTexts } from '@cubby/ui/text/text-provider'

export const { TextProvider, useText } = screenTexts<KioskTextId>({
  english: en,
  others: {
    ru: async () => (await import('@cubby/i18n/kiosk/ru')).ru,
    pl: async () => (await import('@cubby/i18n/kiosk/pl')).pl,
    de: async () => (await import('@cubby/i18n/kiosk/de')).de,
    ar: async () => (await import('@cubby/i18n/kiosk/ar')).ar,
  },
})
