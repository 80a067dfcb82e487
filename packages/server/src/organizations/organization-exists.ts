import type { Instant } from '@cubby/kit/clock'
import type { Kysely } from 'kysely'
import type { OrganizationKind } from '@cubby/domain/organizations/capabilities'
import type { Db } from '../db/tables.ts'
import { wrongField } from '../http/told.ts'

/** Refuses an organization that is named in a body and does not exist. Id as in the database. */
export async function organizationExists(
  db: Kysely<Db>,
  organization: string,
): Promise<{ kind: OrganizationKind; suspended_at: Instant | null }> {
  const row = await db
    .selectFrom('organization')
    .select(['kind', 'suspended_at'])
    .where('id', '=', organization)
    .executeTakeFirst()
  if (!row) throw wrongField('/organization', 'not-found', 'there is no such organization')
  return row
}
