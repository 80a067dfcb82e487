import { type Instant } from '@cubby/kit/clock'
import {
  readRetention,
  type Retention,
  updateRetention,
} from '@cubby/protocol/operations/persons/retention'
import type { Kysely } from 'kysely'
import type { RetentionKind } from '../db/tables/activity-tables.ts'
import { timestamp } from '../db/tables/column.ts'
import type { Db } from '../db/tables.ts'
import { route } from '../http/route.ts'
import { toldTime } from '../http/told.ts'
import { withoutUndefined } from '../http/without-undefined.ts'

export const readRetentionRoute = route(readRetention, ({ trx }) => retentionOf(trx))

export const updateRetentionRoute = route(updateRetention, async ({ body, trx, now, changes }) => {
  const before = await retentionOf(trx)
  for (const [kind, days] of Object.entries(withoutUndefined(body)))
    await trx
      .updateTable('retention')
      .set({ days, changed_at: timestamp(now) })
      .where('kind', '=', kind as RetentionKind)
      .where('days', '<>', days)
      .execute()
  const after = await retentionOf(trx)
  changes.push({ thing: null, before, after })
  return after
})

/** How long each kind is kept, in days. */
export async function retentionOf(db: Kysely<Db>): Promise<Retention> {
  const rows = await db.selectFrom('retention').select(['kind', 'days', 'changed_at']).execute()
  const daysOf = (kind: RetentionKind) => rows.find((row) => row.kind === kind)?.days ?? 3_650
  const changed = rows.map((row) => row.changed_at ?? 0)
  const last = Math.max(0, ...changed)
  return {
    activity: daysOf('activity'),
    messages: daysOf('messages'),
    shipments: daysOf('shipments'),
    customers: daysOf('customers'),
    changedAt: last === 0 ? null : toldTime(last as Instant),
  }
}
