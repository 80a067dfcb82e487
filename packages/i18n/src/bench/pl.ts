import type { BenchTexts } from './texts.ts'

export const pl: BenchTexts = {
  'app.title': 'Stanowisko testowe',
}
