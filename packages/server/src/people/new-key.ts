import type { Instant } from '@cubby/kit/clock'
import { type IdSource, uuidOf } from '@cubby/kit/ids'
import { sha256 } from '@cubby/keys/digest'
import { newKeySecret } from '@cubby/keys/secrets'
import type { Scope } from '@cubby/protocol/operation'
import type { Kysely } from 'kysely'
import type { Db } from '../db/tables.ts'
import { timestamp } from '../db/tables/column.ts'
import { keyText } from '../http/auth.ts'
import { keyColumns } from './key-rows.ts'

export type NewKey = {
  /** As in the database; null: the network operator's. */
  organization: string | null
  name: string
  scopes: readonly Scope[]
}

/** Makes a key; its text is known here and nowhere else, the database keeps a hash. */
export async function insertKey(db: Kysely<Db>, ids: IdSource, now: Instant, key: NewKey) {
  const id = ids.mint('key')
  const secret = newKeySecret()
  const row = await db
    .insertInto('api_key')
    .values({
      id: uuidOf(id),
      organization_id: key.organization,
      name: key.name,
      secret_hash: sha256(secret),
      scopes: [...new Set(key.scopes)],
      created_at: timestamp(now),
    })
    .returning(keyColumns)
    .executeTakeFirstOrThrow()
  return { row, text: keyText(id, secret) }
}
