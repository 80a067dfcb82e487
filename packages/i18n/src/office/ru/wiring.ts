import type { ScreenTexts } from '../../screens/screen-text.ts'
import type { wiring as english } from '../en/wiring.ts'

export const wiring: ScreenTexts<keyof typeof english> = {}
