import { sql, type Transaction } from 'kysely'
import type { Db } from '../db/tables.ts'
import { wrongField } from '../http/told.ts'

/** Two who make one of the same name at the same moment do so one after the other. */
export const lockRoles = (trx: Transaction<Db>) =>
  sql`lock table role in share row exclusive mode`.execute(trx)

/** Refuses a name that another role has, in whatever letters. `own`: the UUID of the role that is to have it. */
export async function nameMustBeFree(
  trx: Transaction<Db>,
  name: string,
  own: string | null,
): Promise<void> {
  const taken = await trx
    .selectFrom('role')
    .select('id')
    .where(sql<boolean>`lower(name) = lower(${name})`)
    .$if(own !== null, (q) => q.where('id', '<>', own ?? ''))
    .executeTakeFirst()
  if (taken) throw wrongField('/name', 'duplicate', 'there is a role with this name')
}
