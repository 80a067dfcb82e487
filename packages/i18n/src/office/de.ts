import type { OfficeTexts } from './texts.ts'

export const de: OfficeTexts = {
  'app.title': 'Cubby Verwaltung',
}
