import type { Instant } from '@cubby/kit/clock'
import { messageIdOf } from '@cubby/server/notifications/message-id'
import type { MessageDraft } from '@cubby/server/notifications/message-draft'
import type { Difference } from '@cubby/server/store/difference'
import { cellKey, type ParcelRow } from '@cubby/server/store/slice'
import { entryKey, type Tables } from './tables.ts'

/** Writes all of a difference but its feed changes and its ladders, which travel with the heads of journals. */
export function saveInto(
  tables: Tables,
  difference: Difference,
  now: Instant,
): { hasJobs: boolean } {
  for (const { locker, cell, state } of difference.cells)
    tables.cells.set(cellKey(locker, cell), state)
  for (const row of difference.stays) tables.stays.set(row.stay.id, row)
  saveParcels(tables, difference)
  saveShipments(tables, difference, now)
  for (const event of difference.custody) tables.custody.set(event.id, event)
  for (const alarm of difference.alarms)
    if (!tables.alarms.has(alarm.dedupeKey)) tables.alarms.set(alarm.dedupeKey, alarm)
  for (const { error, ...place } of difference.quarantine) {
    const key = entryKey(place)
    if (!tables.quarantine.has(key))
      tables.quarantine.set(key, { ...place, error, resolution: null })
  }
  return { hasJobs: queue(tables, difference.messages, now) > 0 }
}

function saveParcels(tables: Tables, { newParcels, parcels, merged }: Difference) {
  for (const { id, status, edgeId, stay, cell, storedAt, collectedAt } of parcels)
    tables.parcels.change(id, (row) => {
      return { ...row, status, edgeId, stay, cell, storedAt, collectedAt }
    })
  for (const parcel of newParcels) insert(tables, parcel)
  for (const { from, to } of merged) {
    for (const event of [...tables.custody.values()])
      if (event.parcel === from) tables.custody.set(event.id, { ...event, parcel: to })
    tables.parcels.delete(from)
  }
}

function insert(tables: Tables, parcel: ParcelRow) {
  if (tables.parcels.has(parcel.id)) throw new RangeError(`${parcel.id} is there already`)
  if (parcel.shipment !== null && !tables.shipments.has(parcel.shipment))
    throw new RangeError(`${parcel.shipment} of ${parcel.id} does not exist`)
  tables.parcels.set(parcel.id, parcel)
}

function saveShipments(tables: Tables, difference: Difference, now: Instant) {
  for (const shipment of difference.shipments)
    tables.shipments.change(shipment.id, (row) => ({ ...row, ...mutable(shipment) }))
  for (const id of difference.revokedRights)
    tables.rights.change(id, (row) => ({ ...row, revokedAt: row.revokedAt ?? now }))
  for (const command of difference.newCommands) tables.commands.set(command.id, command)
  for (const { id, status, outcome, answeredAt } of difference.commands)
    tables.commands.change(id, (row) => ({ ...row, status, outcome, answeredAt }))
}

/** What may change of a shipment; the rest was said at its announcement. */
const mutable = ({
  status,
  readyAt,
  dueAt,
  extensions,
  cancelledAt,
  cancelReason,
  overdueAt,
  collectedAt,
  nextTimerAt,
}: Difference['shipments'][number]) => ({
  status,
  readyAt,
  dueAt,
  extensions,
  cancelledAt,
  cancelReason,
  overdueAt,
  collectedAt,
  nextTimerAt,
})

/** Puts messages into the outbox, each meaning once, and asks for their sending. Answers how many are new. */
function queue(tables: Tables, drafts: readonly MessageDraft[], now: Instant): number {
  let queued = 0
  for (const draft of drafts) {
    if (tables.messageByKey.has(draft.dedupeKey)) continue
    const id = messageIdOf(draft.dedupeKey)
    tables.messageByKey.set(draft.dedupeKey, id)
    tables.messages.set(id, {
      ...draft,
      id,
      state: 'queued',
      attempts: 0,
      lastError: null,
      createdAt: now,
      nextAttemptAt: now,
      finishedAt: null,
    })
    tables.jobs.set(id, { message: id, channel: draft.channel, dueAt: now })
    queued++
  }
  return queued
}
