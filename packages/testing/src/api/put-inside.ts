import { later, type Millis } from '@cubby/kit/clock'
import { uuidOf } from '@cubby/kit/ids'
import { timestamp } from '@cubby/server/db/tables/column'
import type { TestApi } from './test-api.ts'

/** Puts a whole shipment inside, as the journal of its locker would tell the server; storage ends after so long. */
export async function putInside({ ctx, clock }: TestApi, shipment: string, storage: Millis) {
  const now = clock.now()
  await ctx.db
    .updateTable('parcel')
    .set({ status: 'stored', stored_at: timestamp(now) })
    .where('shipment_id', '=', uuidOf(shipment))
    .execute()
  await ctx.db
    .updateTable('shipment')
    .set({ status: 'ready', ready_at: timestamp(now), due_at: timestamp(later(now, storage)) })
    .where('id', '=', uuidOf(shipment))
    .execute()
}
