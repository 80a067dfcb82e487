import type { KioskTexts } from './texts.ts'

export const ar: KioskTexts = {
  'app.title': 'خزانة الطرود',
}
