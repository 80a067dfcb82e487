/** Staff, also those of organizations. */
export const staff = {
  'staff.suspend': 'Suspend',
  'staff.suspend.consequence':
    '{name} is signed out everywhere and can do nothing until you resume the work. Role and password stay.',
  'staff.suspend.done': 'The account is suspended.',
  'staff.resume': 'Let work again',
  'staff.resume.done': 'The account works again.',
  'staff.secured.suspended': 'Suspended',
  'staff.role.none': 'No role fits. The network operator makes roles for organizations.',
  'staff.help.own': 'Your colleagues who sign in here, and what each may do.',
  'staff.edit.own': 'Change name and role',
  'staff.group.role.why.own':
    'You can give roles that are open to organizations and may do no more than you may yourself.',
  'organization.people.staff.none': 'Nobody of it signs in here yet.',
  'organization.people.staff.all': 'All staff',
  'did.staff.suspend': 'Suspended a colleague',
  'did.staff.resume': 'Let a colleague work again',
} as const
