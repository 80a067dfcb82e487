import type { ScreenTexts } from '../../screens/screen-text.ts'
import type { staff as english } from '../en/staff.ts'

export const staff: ScreenTexts<keyof typeof english> = {
  'staff.suspend': 'Zawieś',
  'staff.suspend.consequence':
    '{name} zostanie wszędzie wylogowany(-a) i nie może nic zrobić, dopóki nie wznowisz pracy. Rola i hasło zostają.',
  'staff.suspend.done': 'Konto jest zawieszone.',
  'staff.resume': 'Wznów pracę',
  'staff.resume.done': 'Konto znowu działa.',
  'staff.secured.suspended': 'Zawieszone',
  'staff.role.none': 'Żadna rola nie pasuje. Role dla organizacji tworzy operator sieci.',
  'staff.help.own': 'Twoi współpracownicy, którzy się tu logują, i to, co każdy może.',
  'staff.edit.own': 'Zmień imię i rolę',
  'staff.group.role.why.own':
    'Możesz nadawać role dostępne dla organizacji, które pozwalają najwyżej na tyle, co Twoja.',
  'organization.people.staff.none': 'Nikt z niej jeszcze się tu nie loguje.',
  'organization.people.staff.all': 'Wszyscy pracownicy',
  'did.staff.suspend': 'Zawieszono współpracownika',
  'did.staff.resume': 'Wznowiono pracę współpracownika',
}
