import type { ScreenTexts } from '../../screens/screen-text.ts'
import type { roles as english } from '../en/roles.ts'

export const roles: ScreenTexts<keyof typeof english> = {}
