import type { ScreenTexts } from '../../screens/screen-text.ts'
import type { tenancy as english } from '../en/tenancy.ts'

export const tenancy: ScreenTexts<keyof typeof english> = {
  'organization.kind.tenant': 'Mieter von Fächern',
}
