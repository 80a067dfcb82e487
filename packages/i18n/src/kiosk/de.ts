import type { KioskTexts } from './texts.ts'

export const de: KioskTexts = {
  'app.title': 'Paketautomat',
}
