import type { BenchTexts } from './texts.ts'

export const ar: BenchTexts = {
  'app.title': 'منصة الاختبار',
}
