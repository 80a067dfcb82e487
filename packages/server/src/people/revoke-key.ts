import { uuidOf } from '@cubby/kit/ids'
import { revokeKey } from '@cubby/protocol/operations/keys/revoke-key'
import { timestamp } from '../db/tables/column.ts'
import { maySee } from '../http/caller.ts'
import { route } from '../http/route.ts'
import { found } from '../http/told.ts'
import { keyColumns, toldKey } from './key-rows.ts'

export const revokeKeyRoute = route(revokeKey, async ({ params, caller, trx, now, changes }) => {
  const row = await trx
    .selectFrom('api_key')
    .select(keyColumns)
    .where('id', '=', uuidOf(params.key))
    .forUpdate()
    .executeTakeFirst()
  const key = found(row && maySee(caller, row.organization_id) ? row : null, 'key')
  const before = toldKey(key)
  const after = toldKey({ ...key, revoked_at: key.revoked_at ?? now })
  changes.push({ thing: after.id, before, after })
  if (key.revoked_at !== null) return after
  await trx
    .updateTable('api_key')
    .set({ revoked_at: timestamp(now) })
    .where('id', '=', key.id)
    .execute()
  return after
})
