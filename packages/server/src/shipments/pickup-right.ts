import { assert } from '@cubby/kit/assert'
import { type Instant, later } from '@cubby/kit/clock'
import { type GrantId, type IdSource, idOf, uuidOf } from '@cubby/kit/ids'
import { newCode } from '@cubby/keys/secrets'
import { grantLife } from '@cubby/domain/processes/compile'
import type { Transaction } from 'kysely'
import type { Db } from '../db/tables.ts'
import { timestamp } from '../db/tables/column.ts'
import type { ServerKeys } from '../keys/server-keys.ts'

/** With 8 digits and 512 live codes a draw is taken already once in 200,000 times. */
const DRAWS_MAX = 20

/**
 * Draws a code that opens nothing else at this locker, and keeps it encrypted. The unique index decides, so two
 * announcements at the same moment cannot get the same one.
 */
export async function drawPickupRight(
  trx: Transaction<Db>,
  ctx: { ids: IdSource; keys: ServerKeys; drawCode?: (digits: number) => string },
  shipment: { id: string; locker_id: string; digits: number },
  now: Instant,
): Promise<{ id: GrantId; codeVerifier: string; from: Instant }> {
  const id = ctx.ids.mint('grn')
  const locker = idOf('lck', shipment.locker_id)
  for (let draws = 0; draws < DRAWS_MAX; draws++) {
    const code = (ctx.drawCode ?? newCode)(shipment.digits)
    const codeVerifier = ctx.keys.codeVerifier(locker, code)
    const taken = await trx
      .insertInto('pickup_right')
      .values({
        id: uuidOf(id),
        shipment_id: shipment.id,
        locker_id: shipment.locker_id,
        code_sealed: ctx.keys.sealCode(id, code),
        code_verifier: codeVerifier,
        valid_from: timestamp(now),
        valid_until: timestamp(later(now, grantLife)),
        created_at: timestamp(now),
      })
      .onConflict((oc) => oc.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (taken) return { id, codeVerifier, from: now }
  }
  assert(false, `no free code of ${shipment.digits} digits in ${DRAWS_MAX} draws`)
}

/** Ends the rights of a shipment; answers their ids. */
export async function revokePickupRights(
  trx: Transaction<Db>,
  shipment: string,
  now: Instant,
): Promise<string[]> {
  const rows = await trx
    .updateTable('pickup_right')
    .set({ revoked_at: timestamp(now) })
    .where('shipment_id', '=', shipment)
    .where('revoked_at', 'is', null)
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}
