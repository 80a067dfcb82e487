import type { ScreenTexts } from '../../screens/screen-text.ts'
import type { firms as english } from '../en/firms.ts'

export const firms: ScreenTexts<keyof typeof english> = {
  'organization.kind.service': 'خدمة (تنظيف، إصلاح)',
  'organization.kind.vending-operator': 'مشغّل بيع آلي',
  'organization.kind.tenant': 'مستأجر خانات',
}
