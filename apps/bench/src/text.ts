import { en } from '@cubby/i18n/bench/en'
import type { BenchTextId } from '@cubby/i18n/bench/texts'
import { screenTexts } from '@cubby/ui/text/text-provider'

export const { TextProvider, useText } = screenTexts<BenchTextId>({
  english: en,
  others: {
    ru: async () => (await import('@cubby/i18n/bench/ru')).ru,
    pl: async () => (await import('@cubby/i18n/bench/pl')).pl,
    de: async () => (await import('@cubby/i18n/bench/de')).de,
    ar: async () => (await import('@cubby/i18n/bench/ar')).ar,
  },
})
