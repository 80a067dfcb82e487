import type { ScreenTexts } from '../../screens/screen-text.ts'
import type { firms as english } from '../en/firms.ts'

export const firms: ScreenTexts<keyof typeof english> = {
  'organization.kind.service': 'Dienstleister (Reinigung, Reparatur)',
  'organization.kind.vending-operator': 'Automatenbetreiber',
  'organization.kind.tenant': 'Mieter von Fächern',
}
