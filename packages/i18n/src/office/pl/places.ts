import type { ScreenTexts } from '../../screens/screen-text.ts'
import type { places as english } from '../en/places.ts'

export const places: ScreenTexts<keyof typeof english> = {}
