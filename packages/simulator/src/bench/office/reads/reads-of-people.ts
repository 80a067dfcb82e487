import { listActivity } from '@cubby/protocol/operations/activity/list-activity'
import { listCouriers } from '@cubby/protocol/operations/couriers/list-couriers'
import { readCourier } from '@cubby/protocol/operations/couriers/read-courier'
import { listCustomers } from '@cubby/protocol/operations/customers/list-customers'
import { readCustomer } from '@cubby/protocol/operations/customers/read-customer'
import { listKeys } from '@cubby/protocol/operations/keys/list-keys'
import { listOrganizations } from '@cubby/protocol/operations/organizations/list-organizations'
import { readContacts } from '@cubby/protocol/operations/organizations/read-contacts'
import { readOrganization } from '@cubby/protocol/operations/organizations/read-organization'
import { readRetention } from '@cubby/protocol/operations/persons/retention'
import { listRoles } from '@cubby/protocol/operations/roles/list-roles'
import { readRole } from '@cubby/protocol/operations/roles/read-role'
import { listOwnSessions } from '@cubby/protocol/operations/sessions/list-own-sessions'
import { listSessions } from '@cubby/protocol/operations/sessions/list-sessions'
import { readSignInRules } from '@cubby/protocol/operations/sign-in/read-sign-in-rules'
import { listStaff } from '@cubby/protocol/operations/staff/list-staff'
import { readMe } from '@cubby/protocol/operations/staff/read-me'
import { readStaff } from '@cubby/protocol/operations/staff/read-staff'
import { listTemplates } from '@cubby/protocol/operations/templates/list-templates'
import { read } from './read.ts'

/** What pages ask about customers, staff, couriers, firms, and what all of them did. */
export const readsOfPeople = [
  read(listCustomers),
  read(listCustomers, 'a page far in', ({ customer }) => ({ after: customer })),
  read(listCustomers, 'by name', ({ customerName }) => ({ q: customerName.slice(-8) })),
  read(listCustomers, 'by a common given name', () => ({ q: 'anna' })),
  read(listCustomers, 'by two letters', () => ({ q: 'ka' })),
  read(listCustomers, 'by given and family name', ({ customerName }) => ({
    q: `an ${customerName.slice(-8, -5)}`,
  })),
  read(listCustomers, 'by e-mail address', ({ customerEmail }) => ({ q: customerEmail })),
  read(listCustomers, 'by phone number', ({ customerPhone }) => ({ q: customerPhone })),
  read(listCustomers, "by a phone number's end", ({ customerPhone }) => ({
    q: customerPhone.slice(-5),
  })),
  read(listCustomers, 'nobody found', ({ customerName }) => ({ q: `${customerName.slice(-8)}qq` })),
  read(readCustomer),
  read(listActivity, 'latest'),
  read(listActivity, 'a page far in', ({ activity }) => ({ after: activity })),
  read(listActivity, 'of one thing', ({ done }) => ({ thing: done.thing })),
  read(listActivity, 'of one doer', ({ done }) => ({ doer: done.doer })),
  read(listActivity, 'of one doer, what he changed', ({ done }) => ({
    doer: done.doer,
    what: 'change',
  })),
  read(listActivity, 'of an organization', ({ organization }) => ({ organization })),
  read(listActivity, 'one operation', () => ({ operation: 'organization.update' })),
  read(listActivity, 'a rare operation', () => ({ operation: 'staff.remove' })),
  read(listActivity, 'what was deleted', () => ({ what: 'delete' })),
  read(listActivity, 'readings', () => ({ what: 'read' })),
  read(listActivity, 'until a day', ({ done }) => ({ until: done.at })),
  read(listActivity, 'of a day and a doer', ({ done }) => ({ until: done.at, doer: done.doer })),
  read(listActivity, 'by words of the reason', () => ({ q: 'reason a1' })),
  read(listActivity, 'by a common word', () => ({ q: 'reason day' })),
  read(listCouriers),
  read(listCouriers, 'a page far in', ({ courier }) => ({ after: courier })),
  read(listCouriers, 'searched', () => ({ q: 'nowak' })),
  read(listCouriers, 'nobody found', () => ({ q: 'nobody at all' })),
  read(listCouriers, 'suspended', () => ({ state: 'suspended' })),
  read(listCouriers, 'revoked', () => ({ state: 'revoked' })),
  read(listCouriers, 'of an organization', ({ organization }) => ({ organization })),
  read(readCourier),
  read(listStaff),
  read(listStaff, 'searched', () => ({ q: 'nowak' })),
  read(listStaff, 'of a role', ({ role }) => ({ role })),
  read(listStaff, 'of an organization', ({ organization }) => ({ organization })),
  read(readStaff),
  read(listSessions),
  read(listOwnSessions),
  read(readMe),
  read(listRoles),
  read(readRole),
  read(listKeys),
  read(listKeys, 'working', () => ({ state: 'working' })),
  read(listKeys, 'of an organization', ({ organization }) => ({ organization })),
  read(listOrganizations),
  read(listOrganizations, 'searched', () => ({ q: 'firm 12' })),
  read(listOrganizations, 'tenants', () => ({ kind: 'tenant' })),
  read(listOrganizations, 'suspended', () => ({ status: 'suspended' })),
  read(readOrganization),
  read(readContacts),
  read(listTemplates),
  read(readRetention),
  read(readSignInRules),
]
