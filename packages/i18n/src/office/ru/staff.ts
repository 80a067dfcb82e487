import type { ScreenTexts } from '../../screens/screen-text.ts'
import type { staff as english } from '../en/staff.ts'

export const staff: ScreenTexts<keyof typeof english> = {
  'staff.suspend': 'Приостановить',
  'staff.suspend.consequence':
    '{name}: все сеансы завершатся, и до возобновления ничего сделать нельзя. Роль и пароль сохранятся.',
  'staff.suspend.done': 'Учётная запись приостановлена.',
  'staff.resume': 'Возобновить работу',
  'staff.resume.done': 'Учётная запись снова действует.',
  'staff.secured.suspended': 'Приостановлена',
  'staff.role.none': 'Подходящей роли нет. Роли для организаций создаёт оператор сети.',
  'staff.help.own': 'Ваши коллеги, которые входят сюда, и что каждому можно.',
  'staff.edit.own': 'Изменить имя и роль',
  'staff.group.role.why.own':
    'Можно дать роль, открытую организациям, которая позволяет не больше, чем ваша.',
  'organization.people.staff.none': 'Отсюда ещё никто не входит.',
  'organization.people.staff.all': 'Все сотрудники',
  'did.staff.suspend': 'Приостановлена учётная запись коллеги',
  'did.staff.resume': 'Возобновлена работа коллеги',
}
