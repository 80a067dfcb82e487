import { uuidOf } from '@cubby/kit/ids'
import { readContacts } from '@cubby/protocol/operations/organizations/read-contacts'
import { route } from '../http/route.ts'
import { organizationWithContacts } from './organization-rows.ts'

export const readContactsRoute = route(readContacts, async ({ params, caller, trx }) => {
  const { contacts } = await organizationWithContacts(trx, caller, uuidOf(params.organization))
  return { contacts }
})
