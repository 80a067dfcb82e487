import { isInside, shipmentCan } from '@cubby/domain/shipments/status'
import { AppError } from '@cubby/kit/app-error'
import { cancelShipment } from '@cubby/protocol/operations/shipments/cancel-shipment'
import { timestamp } from '../db/tables/column.ts'
import { keyIdOf } from '../http/auth.ts'
import { route } from '../http/route.ts'
import { draftsAt } from '../notifications/message-draft.ts'
import { queueMessages } from '../notifications/pg/queue-messages.ts'
import { writeCustody } from './custody.ts'
import { grantTombstone, planChanges, planTombstones } from './locker-view.ts'
import { revokePickupRights } from './pickup-right.ts'
import { shipmentSeen, toldShipment } from './shipment-rows.ts'
import { shipmentWebhooks } from './tell-machines.ts'

export const cancelShipmentRoute = route(cancelShipment, async (call, ctx) => {
  const { params, body, caller, trx, now, feed } = call
  const { row, parcels } = await shipmentSeen(trx, caller, params.shipment, { lock: true })
  if (!shipmentCan('cancel', row.status))
    throw new AppError('conflict/state', `a shipment that is ${row.status} cannot be cancelled`, {
      extra: { status: row.status },
    })
  const cancelled = {
    ...row,
    status: 'cancelled' as const,
    cancelled_at: now,
    cancel_reason: body.reason,
  }
  await trx
    .updateTable('shipment')
    .set({
      status: 'cancelled',
      cancelled_at: timestamp(now),
      cancel_reason: body.reason,
      next_timer_at: null,
    })
    .where('id', '=', row.id)
    .execute()
  // What is inside stays where it is until a courier takes it back; the rest is over.
  const inside = parcels.filter(({ status }) => isInside(status))
  const expected = parcels.filter(({ status }) => status === 'announced' || status === 'withdrawn')
  if (expected.length > 0)
    await trx
      .updateTable('parcel')
      .set({ status: 'cancelled' })
      .where(
        'id',
        'in',
        expected.map(({ id }) => id),
      )
      .execute()
  const rights = await revokePickupRights(trx, row.id, now)
  await writeCustody(trx, ctx.ids, now, {
    kind: 'cancelled',
    parcels: [...inside, ...expected],
    actor: { kind: 'key', id: keyIdOf(caller) },
    detail: { reason: body.reason },
  })
  feed.push(...planChanges(cancelled, inside), ...planTombstones(cancelled, expected))
  feed.push(...rights.map((right) => grantTombstone(cancelled, right)))
  const after = parcels.map((parcel) =>
    expected.includes(parcel) ? { ...parcel, status: 'cancelled' as const } : parcel,
  )
  const told = { row: cancelled, parcels: after }
  const once = { at: now, occurrence: '' }
  const drafts = await shipmentWebhooks(trx, 'shipment.cancelled', told, once)
  if (row.ready_at !== null) drafts.push(...draftsAt(row, 'cancelled-after-ready', ''))
  const queued = await queueMessages(trx, ctx, drafts)
  if (queued.length > 0) call.wakesJobs = true
  return toldShipment(cancelled, after)
})
