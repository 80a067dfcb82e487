import type { OfficeTexts } from './texts.ts'

export const ar: OfficeTexts = {
  'app.title': 'Cubby: مكتب الإدارة',
}
