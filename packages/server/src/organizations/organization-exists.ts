import type { Instant } from '@cubby/kit/clock'
import type { Kysely } from 'kysely'
import type { OrganizationKind } from '@cubby/domain/organizations/capabilities'
import type { Db } from '../db/tables.ts'
import { wrongField } from '../http/told.ts'

/** Refuses an organization that is named in a body and does not exist. Id as in the database. */
export async function organizationExists(
  db: Kysely<Db>,
  organization: string,
  /** Holds it as it is until the end of the call, for what must not happen while it is suspended. */
  options: { holds?: boolean } = {},
): Promise<{ kind: OrganizationKind; suspended_at: Instant | null }> {
  const row = await db
    .selectFrom('organization')
    .select(['kind', 'suspended_at'])
    .where('id', '=', organization)
    .$if(options.holds === true, (q) => q.forShare())
    .executeTakeFirst()
  if (!row) throw wrongField('/organization', 'not-found', 'there is no such organization')
  return row
}
