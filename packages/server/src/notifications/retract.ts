import { sql } from 'kysely'
import type { ServerContext } from '../context.ts'
import { timestamp } from '../db/tables/column.ts'
import type { Told } from './told.ts'

/**
 * Drops messages that are not true any more. Where the shipment was only taken out for now, "ready" will
 * be true once more: its key is given free and the shipment counts as never announced to its recipient,
 * so that the next deposit tells.
 */
export async function retractMessages(
  ctx: Pick<ServerContext, 'db' | 'clock'>,
  untrue: readonly Pick<Told, 'id' | 'kind'>[],
): Promise<void> {
  if (untrue.length === 0) return
  const ids = untrue.map(({ id }) => id)
  await ctx.db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ id: string }>`
      select id from shipment where status in ('announced', 'withdrawn')
        and id in (select shipment_id from message where id = any(${ids}::uuid[]) and kind = 'shipment.ready')
      order by id for update`.execute(trx)
    const mayReturn = rows.map(({ id }) => id)
    await sql`
      update message set state = 'dropped', finished_at = ${timestamp(ctx.clock.now())},
        last_error = 'not true any more',
        dedupe_key = case when kind = 'shipment.ready' and shipment_id = any(${mayReturn}::uuid[])
          then dedupe_key || '|dropped|' || id else dedupe_key end
      where id = any(${ids}::uuid[]) and state = 'queued'`.execute(trx)
    await sql`update shipment set ready_at = null where id = any(${mayReturn}::uuid[])`.execute(trx)
  })
}
