import { en } from './en.ts'
import type { KioskTexts } from './texts.ts'

export const ru: KioskTexts = en
