import type { OfficeTexts } from './texts.ts'

export const ru: OfficeTexts = {
  'app.title': 'Cubby: бэк-офис',
}
