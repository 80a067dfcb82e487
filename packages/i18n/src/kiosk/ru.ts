import type { KioskTexts } from './texts.ts'

export const ru: KioskTexts = {
  'app.title': 'Постамат',
}
