import type { OfficeTexts } from './texts.ts'

export const pl: OfficeTexts = {
  'app.title': 'Cubby: zaplecze',
}
