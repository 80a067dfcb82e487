import { uuidOf } from '@cubby/kit/ids'
import { readOrganization } from '@cubby/protocol/operations/organizations/read-organization'
import { maySee } from '../http/caller.ts'
import { route } from '../http/route.ts'
import { found } from '../http/told.ts'
import { organizationColumns, toldOrganization } from './organization-rows.ts'

export const readOrganizationRoute = route(readOrganization, async ({ params, caller, trx }) => {
  const id = uuidOf(params.organization)
  const row = maySee(caller, id)
    ? await trx
        .selectFrom('organization')
        .select(organizationColumns)
        .where('id', '=', id)
        .executeTakeFirst()
    : null
  return toldOrganization(found(row, 'organization'))
})
