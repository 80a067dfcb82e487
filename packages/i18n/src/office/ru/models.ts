import type { ScreenTexts } from '../../screens/screen-text.ts'
import { models as english } from '../en/models.ts'

export const models: ScreenTexts<keyof typeof english> = english
