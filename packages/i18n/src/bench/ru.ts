import type { BenchTexts } from './texts.ts'

export const ru: BenchTexts = {
  'app.title': 'Стенд',
}
