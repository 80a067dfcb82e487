import type { ScreenTexts } from '../../screens/screen-text.ts'
import type { tariffs as english } from '../en/tariffs.ts'

export const tariffs: ScreenTexts<keyof typeof english> = {}
