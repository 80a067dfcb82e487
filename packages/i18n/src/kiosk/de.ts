import { en } from './en.ts'
import type { KioskTexts } from './texts.ts'

export const de: KioskTexts = en
