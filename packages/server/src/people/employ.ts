import { AppError } from '@cubby/kit/app-error'
import type { CourierId } from '@cubby/kit/ids'
import { found } from '../http/told.ts'
import type { CourierRow } from '../store/office.ts'
import type { Work } from '../store/work.ts'
import { courierChange } from './courier-rows.ts'

/** Lets a courier work from now on: all lockers learn his badge. */
export async function employCourier({ tx, feed }: Work, courier: CourierRow): Promise<void> {
  if (!(await tx.addCourier(courier)))
    throw new AppError('conflict/duplicate', 'a courier with this badge works already')
  feed.push(courierChange(courier))
}

/** Ends a courier's work; once is enough. 404 when whoever asks may not see him. */
export async function revokeCourier(
  { tx, feed, now }: Work,
  id: CourierId,
  maySee: (courier: CourierRow) => boolean,
): Promise<{ before: CourierRow; after: CourierRow }> {
  const row = await tx.lockCourier(id)
  const courier = found(row && maySee(row) ? row : null, 'courier')
  if (courier.revokedAt !== null) return { before: courier, after: courier }
  await tx.revokeCourier(id, now)
  const revoked = { ...courier, revokedAt: now }
  feed.push(courierChange(revoked))
  return { before: courier, after: revoked }
}
