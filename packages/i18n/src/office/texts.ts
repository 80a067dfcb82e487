import type { ScreenTexts } from '../screens/screen-text.ts'
import type { en } from './en.ts'

export type OfficeTextId = keyof typeof en
/** Every text of the English source, in another language. */
export type OfficeTexts = ScreenTexts<OfficeTextId>
