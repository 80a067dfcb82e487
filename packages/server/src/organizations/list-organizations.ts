import { uuidOf } from '@cubby/kit/ids'
import { listOrganizations } from '@cubby/protocol/operations/organizations/list-organizations'
import { anywhere } from '../lists/like.ts'
import { pageOfRows, rowsFor } from '../http/pages.ts'
import { route } from '../http/route.ts'
import { organizationColumns, toldOrganization } from './organization-rows.ts'

export const listOrganizationsRoute = route(listOrganizations, async ({ query, caller, trx }) => {
  const { after, limit, q: name, kind, status } = query
  const own = caller.organization
  const rows = await trx
    .selectFrom('organization')
    .select(organizationColumns)
    .$if(own !== null, (q) => q.where('id', '=', own))
    .$if(name !== undefined, (q) => q.where('name', 'ilike', anywhere(name ?? '')))
    .$if(kind !== undefined, (q) => q.where('kind', '=', kind ?? 'shop'))
    .$if(status === 'active', (q) => q.where('suspended_at', 'is', null))
    .$if(status === 'suspended', (q) => q.where('suspended_at', 'is not', null))
    .$if(after !== undefined, (q) => q.where('id', '<', uuidOf(after ?? '')))
    .orderBy('id', 'desc')
    .limit(rowsFor(limit))
    .execute()
  return pageOfRows(rows, limit, toldOrganization)
})
