import type { BenchTexts } from './texts.ts'

export const de: BenchTexts = {
  'app.title': 'Prüfstand',
}
