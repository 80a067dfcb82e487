import type { ScreenTexts } from '../../screens/screen-text.ts'
import type { staff as english } from '../en/staff.ts'

export const staff: ScreenTexts<keyof typeof english> = {
  'staff.suspend': 'Sperren',
  'staff.suspend.consequence':
    '{name} wird überall abgemeldet und kann nichts tun, bis Sie die Sperre aufheben. Rolle und Passwort bleiben.',
  'staff.suspend.done': 'Das Konto ist gesperrt.',
  'staff.resume': 'Wieder arbeiten lassen',
  'staff.resume.done': 'Das Konto gilt wieder.',
  'staff.secured.suspended': 'Gesperrt',
  'staff.role.none': 'Keine Rolle passt. Rollen für Organisationen legt der Netzbetreiber an.',
  'staff.help.own': 'Ihre Kolleginnen und Kollegen, die sich hier anmelden, und was sie dürfen.',
  'staff.edit.own': 'Name und Rolle ändern',
  'staff.group.role.why.own':
    'Sie können Rollen vergeben, die Organisationen offenstehen und nicht mehr erlauben als Ihre eigene.',
  'organization.people.staff.none': 'Von ihr meldet sich hier noch niemand an.',
  'organization.people.staff.all': 'Alle Mitarbeitenden',
  'did.staff.suspend': 'Kollegen gesperrt',
  'did.staff.resume': 'Kollegen wieder arbeiten lassen',
}
