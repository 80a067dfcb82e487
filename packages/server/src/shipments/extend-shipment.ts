import { shipmentCan, shipmentStatusOf } from '@cubby/domain/shipments/status'
import { AppError } from '@cubby/kit/app-error'
import { hours, type Instant, isoTime, later } from '@cubby/kit/clock'
import { extendShipment } from '@cubby/protocol/operations/shipments/extend-shipment'
import { timestamp } from '../db/tables/column.ts'
import { keyIdOf } from '../http/auth.ts'
import type { Caller } from '../http/caller.ts'
import { route } from '../http/route.ts'
import { readTime, wrongField } from '../http/told.ts'
import { draftsAt } from '../notifications/message-draft.ts'
import { queueMessages } from '../notifications/pg/queue-messages.ts'
import { timerOf } from '../timers/next-timer.ts'
import { writeCustody } from './custody.ts'
import { planChanges } from './locker-view.ts'
import { type ShipmentRow, shipmentSeen, toldShipment } from './shipment-rows.ts'
import { shipmentWebhooks } from './tell-machines.ts'

export const extendShipmentRoute = route(extendShipment, async (call, ctx) => {
  const { params, body, caller, trx, now, feed } = call
  const { row, parcels } = await shipmentSeen(trx, caller, params.shipment, { lock: true })
  if (!shipmentCan('extend', row.status))
    throw new AppError('conflict/state', `a shipment that is ${row.status} cannot be extended`, {
      extra: { status: row.status },
    })
  const { dueAt, extensions } = extended(row, caller, body.until, now)
  const statuses = parcels.map(({ status }) => status)
  const extendedRow: ShipmentRow = {
    ...row,
    due_at: dueAt,
    extensions,
    overdue_at: null,
    status: shipmentStatusOf(statuses, { cancelled: false, overdue: false }),
  }
  const timer = timerOf({ status: extendedRow.status, dueAt }, statuses, row.rules, now)
  await trx
    .updateTable('shipment')
    .set({
      due_at: timestamp(dueAt),
      extensions,
      overdue_at: null,
      status: extendedRow.status,
      next_timer_at: timer === null ? null : timestamp(timer),
    })
    .where('id', '=', row.id)
    .execute()
  const left = parcels.filter(({ status }) => status !== 'collected' && status !== 'cancelled')
  await writeCustody(trx, ctx.ids, now, {
    kind: 'extended',
    parcels: left,
    actor: { kind: 'key', id: keyIdOf(caller) },
    detail: { dueAt: isoTime(dueAt) },
  })
  feed.push(...planChanges(extendedRow, left))
  const term = isoTime(dueAt)
  const told = { row: extendedRow, parcels }
  const occasion = { at: now, occurrence: term }
  const drafts = await shipmentWebhooks(trx, 'shipment.extended', told, occasion)
  if (row.ready_at !== null) drafts.push(...draftsAt(row, 'extended', term, { dueAt: term }))
  const queued = await queueMessages(trx, ctx, drafts)
  if (queued.length > 0) call.wakesJobs = true
  return toldShipment(extendedRow, parcels)
})

/** Until when, and how many times that makes. */
function extended(row: ShipmentRow, caller: Caller, until: string | undefined, now: Instant) {
  const end = row.due_at ?? later(now, hours(row.rules.storageHours))
  if (until !== undefined) {
    if (caller.organization !== null)
      throw new AppError('auth/forbidden', 'only the network operator extends to a given moment')
    const dueAt = readTime(until)
    if (dueAt <= now || dueAt <= end)
      throw wrongField('/until', 'out-of-range', 'must lie after now and after the present end')
    return { dueAt, extensions: row.extensions + 1 }
  }
  const { extensionsMax, extensionHours } = row.rules
  if (row.extensions >= extensionsMax)
    throw new AppError('conflict/state', 'it was extended as often as the rules allow', {
      extra: { extensionsMax },
    })
  // Of an overdue shipment the hours count from now, or they would be over before they began.
  const from = Math.max(end, now) as Instant
  return { dueAt: later(from, hours(extensionHours)), extensions: row.extensions + 1 }
}
