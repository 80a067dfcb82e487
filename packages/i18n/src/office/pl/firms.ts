import type { ScreenTexts } from '../../screens/screen-text.ts'
import type { firms as english } from '../en/firms.ts'

export const firms: ScreenTexts<keyof typeof english> = {
  'organization.kind.service': 'Usługi (czyszczenie, naprawa)',
  'organization.kind.vending-operator': 'Operator sprzedaży',
  'organization.kind.tenant': 'Najemca skrytek',
}
