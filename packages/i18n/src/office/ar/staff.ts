import type { ScreenTexts } from '../../screens/screen-text.ts'
import type { staff as english } from '../en/staff.ts'

export const staff: ScreenTexts<keyof typeof english> = {
  'staff.suspend': 'إيقاف مؤقت',
  'staff.suspend.consequence':
    'يُسجَّل خروج {name} في كل مكان ولا يستطيع فعل شيء حتى تستأنف عمله. يبقى الدور وكلمة المرور.',
  'staff.suspend.done': 'أُوقف الحساب.',
  'staff.resume': 'استئناف العمل',
  'staff.resume.done': 'يعمل الحساب من جديد.',
  'staff.secured.suspended': 'موقوف',
  'staff.role.none': 'لا يوجد دور مناسب. مشغّل الشبكة يُنشئ أدوار المؤسسات.',
  'staff.help.own': 'زملاؤك الذين يسجّلون الدخول هنا، وما يُسمح به لكل منهم.',
  'staff.edit.own': 'تغيير الاسم والدور',
  'staff.group.role.why.own': 'يمكنك منح الأدوار المتاحة للمؤسسات التي لا تسمح بأكثر مما يُسمح لك.',
  'organization.people.staff.none': 'لا أحد منها يسجّل الدخول هنا بعد.',
  'organization.people.staff.all': 'كل الموظفين',
  'did.staff.suspend': 'أوقف زميلًا',
  'did.staff.resume': 'استأنف عمل زميل',
}
