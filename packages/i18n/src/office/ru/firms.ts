import type { ScreenTexts } from '../../screens/screen-text.ts'
import type { firms as english } from '../en/firms.ts'

export const firms: ScreenTexts<keyof typeof english> = {
  'organization.kind.service': 'Сервис (чистка, ремонт)',
  'organization.kind.vending-operator': 'Оператор торговых автоматов',
  'organization.kind.tenant': 'Арендатор ячеек',
}
