import type { Kysely } from 'kysely'
import type { Db } from '../db/tables.ts'
import { wrongField } from '../http/told.ts'

/** Refuses an organization that is named in a body and does not exist. Id as in the database. */
export async function organizationExists(db: Kysely<Db>, organization: string): Promise<void> {
  const row = await db
    .selectFrom('organization')
    .select('id')
    .where('id', '=', organization)
    .executeTakeFirst()
  if (!row) throw wrongField('/organization', 'not-found', 'there is no such organization')
}
