import type { KioskTexts } from './texts.ts'

export const pl: KioskTexts = {
  'app.title': 'Automat paczkowy',
}
