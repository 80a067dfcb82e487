import { uuidOf } from '@cubby/kit/ids'
import { listKeys } from '@cubby/protocol/operations/keys/list-keys'
import { organizationSeen } from '../http/caller.ts'
import { pageOfRows, rowsFor } from '../http/pages.ts'
import { route } from '../http/route.ts'
import { keyColumns, toldKey } from './key-rows.ts'

export const listKeysRoute = route(listKeys, async ({ query, caller, trx }) => {
  const { after, limit, whose, state } = query
  const organization = organizationSeen(caller, query.organization)
  const rows = await trx
    .selectFrom('api_key')
    .select(keyColumns)
    .$if(organization !== null, (q) => q.where('organization_id', '=', organization))
    .$if(whose === 'own', (q) => q.where('organization_id', 'is', null))
    .$if(state === 'working', (q) => q.where('revoked_at', 'is', null))
    .$if(state === 'revoked', (q) => q.where('revoked_at', 'is not', null))
    .$if(after !== undefined, (q) => q.where('id', '<', uuidOf(after ?? '')))
    .orderBy('id', 'desc')
    .limit(rowsFor(limit))
    .execute()
  return pageOfRows(rows, limit, toldKey)
})
