import { isoTime } from '@cubby/kit/clock'
import { idOf } from '@cubby/kit/ids'
import type { ApiKeyReply } from '@cubby/protocol/operations/keys/key-shapes'
import type { Selectable } from 'kysely'
import type { Db } from '../db/tables.ts'
import { toldId, toldTime } from '../http/told.ts'

export const keyColumns = [
  'id',
  'organization_id',
  'name',
  'scopes',
  'created_at',
  'last_used_at',
  'revoked_at',
] as const
type KeyRow = Pick<Selectable<Db['api_key']>, (typeof keyColumns)[number]>

/** An API key as the API tells of it: without its secret, which we do not have. */
export const toldKey = (row: KeyRow): ApiKeyReply => ({
  id: idOf('key', row.id),
  organization: toldId('org', row.organization_id),
  name: row.name,
  scopes: row.scopes,
  createdAt: isoTime(row.created_at),
  lastUsedAt: toldTime(row.last_used_at),
  revokedAt: toldTime(row.revoked_at),
})
