import { uuidOf } from '@cubby/kit/ids'
import { readOrganization } from '@cubby/protocol/operations/organizations/read-organization'
import { route } from '../http/route.ts'
import { organizationInFull } from './organization-rows.ts'

export const readOrganizationRoute = route(readOrganization, ({ params, caller, trx }) =>
  organizationInFull(trx, caller, uuidOf(params.organization)),
)
