import type { Kysely } from 'kysely'
import type { OrganizationKind } from '../db/tables/network-tables.ts'
import type { Db } from '../db/tables.ts'
import { wrongField } from '../http/told.ts'

/** Refuses an organization that is named in a body and does not exist. Id as in the database. */
export async function organizationExists(
  db: Kysely<Db>,
  organization: string,
): Promise<{ kind: OrganizationKind }> {
  const row = await db
    .selectFrom('organization')
    .select('kind')
    .where('id', '=', organization)
    .executeTakeFirst()
  if (!row) throw wrongField('/organization', 'not-found', 'there is no such organization')
  return row
}
