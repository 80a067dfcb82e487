import type { ScreenTexts } from '../../screens/screen-text.ts'
import type { configuration as english } from '../en/configuration.ts'

export const configuration: ScreenTexts<keyof typeof english> = {}
