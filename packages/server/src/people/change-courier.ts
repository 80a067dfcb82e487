import { AppError } from '@cubby/kit/app-error'
import { type CourierId, uuidOf } from '@cubby/kit/ids'
import type { CourierReply } from '@cubby/protocol/operations/couriers/courier-shapes'
import { timestamp } from '../db/tables/column.ts'
import { type Caller, maySee } from '../http/caller.ts'
import type { CallWork } from '../http/route.ts'
import { found, wrongField } from '../http/told.ts'
import type { CourierRow } from '../store/office.ts'
import { limitColumns } from '../store/pg/rows.ts'
import { organizationExists } from '../organizations/organization-exists.ts'
import { courierChange, toldCourier } from './courier-rows.ts'

/** A courier whom the caller may see, locked until the end of the call; 404 otherwise. */
export async function lockSeen(
  { tx }: CallWork,
  caller: Caller,
  id: CourierId,
): Promise<CourierRow> {
  const row = await tx.lockCourier(id)
  return found(row && maySee(caller, uuidOf(row.organization)) ? row : null, 'courier')
}

/** Keeps a courier as he is now, tells the lockers, and answers what the API tells of him. */
export async function keepCourier(
  call: CallWork,
  before: CourierRow,
  after: CourierRow,
): Promise<CourierReply> {
  if (after.revokedAt !== null)
    throw new AppError('conflict/state', 'this courier was revoked; employ him anew')
  if (after.badgeVerifier !== before.badgeVerifier) await mustBeFree(call, after)
  await call.trx
    .updateTable('courier')
    .set({
      name: after.name,
      badge_verifier: after.badgeVerifier,
      pin_verifier: after.pinVerifier,
      valid_from: timestamp(after.validFrom),
      valid_until: timestamp(after.validUntil),
      suspended_at: after.suspendedAt === null ? null : timestamp(after.suspendedAt),
      ...limitColumns(after),
    })
    .where('id', '=', uuidOf(after.id))
    .execute()
  // While his organization is suspended he stays unknown; when that ends, lockers learn him as he is then.
  const { suspended_at: suspended } = await organizationExists(call.trx, uuidOf(after.organization))
  if (suspended === null) call.feed.push(courierChange(after))
  const told = toldCourier(after)
  call.changes.push({ thing: told.id, before: toldCourier(before), after: told })
  return told
}

async function mustBeFree({ trx }: CallWork, { id, badgeVerifier }: CourierRow) {
  const other = await trx
    .selectFrom('courier')
    .select('id')
    .where('badge_verifier', '=', badgeVerifier)
    .where('revoked_at', 'is', null)
    .where('id', '!=', uuidOf(id))
    .executeTakeFirst()
  if (other) throw wrongField('/badge', 'duplicate', 'is the badge of a courier who works already')
}
