import type { Db } from '@cubby/server/db/tables'
import { type Kysely, sql } from 'kysely'

/** True while somebody in this database waits for what somebody else has locked. */
export async function waitsForLock(db: Kysely<Db>): Promise<boolean> {
  const { rows } = await sql`
    select 1 from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
  return rows.length > 0
}
