import type { ScreenTexts } from '../../screens/screen-text.ts'
import type { models as english } from '../en/models.ts'

export const models: ScreenTexts<keyof typeof english> = {}
