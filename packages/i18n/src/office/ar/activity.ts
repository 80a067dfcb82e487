import type { ScreenTexts } from '../../screens/screen-text.ts'
import type { activity as english } from '../en/activity.ts'

export const activity: ScreenTexts<keyof typeof english> = {}
