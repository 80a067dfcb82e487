import type { Instant } from '@cubby/kit/clock'
import { idOf } from '@cubby/kit/ids'
import { NOT_TRUE } from '@cubby/server/notifications/still-true'
import { messageIdOf } from '@cubby/server/notifications/message-id'
import type { MessageDraft } from '@cubby/server/notifications/message-draft'
import type { Difference } from '@cubby/server/store/difference'
import { cellKey, justAnnounced, type ParcelRow, type ShipmentRow } from '@cubby/server/store/slice'
import { advanceIn, appendInto } from './memory-journals.ts'
import { entryKey, mustBeNew, mustExist, type Tables } from './tables.ts'

/** Writes all of a difference but its feed changes and its ladders, which travel with the heads of journals. */
export function saveInto(
  tables: Tables,
  difference: Difference,
  now: Instant,
): { hasJobs: boolean } {
  appendInto(tables, difference.entries, now)
  advanceIn(tables, difference.heads)
  for (const { locker, cell, state } of difference.cells)
    tables.cells.set(cellKey(locker, cell), state)
  for (const { locker, stay } of difference.stays)
    // Whose stay it is was said when it began.
    tables.stays.set(stay.id, { locker: tables.stays.get(stay.id)?.locker ?? locker, stay })
  saveParcels(tables, difference)
  saveShipments(tables, difference, now)
  for (const event of difference.custody) {
    mustBeNew(tables.custody, event.id)
    tables.custody.set(event.id, event)
  }
  for (const alarm of difference.alarms)
    if (!tables.alarms.has(alarm.dedupeKey)) tables.alarms.set(alarm.dedupeKey, alarm)
  for (const { error, ...place } of difference.quarantine) {
    const key = entryKey(place)
    if (!tables.quarantine.has(key))
      tables.quarantine.set(key, { ...place, error: error.replaceAll('\0', ''), resolution: null })
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
    for (const event of tables.custody.values())
      if (event.parcel === from) tables.custody.set(event.id, { ...event, parcel: to })
    tables.parcels.delete(from)
  }
}

function insert(tables: Tables, parcel: ParcelRow) {
  mustBeNew(tables.parcels, parcel.id)
  if (parcel.shipment !== null) mustExist(tables.shipments, parcel.shipment)
  mustExist(tables.organizations, parcel.organization)
  mustExist(tables.lockers, parcel.locker)
  tables.parcels.set(parcel.id, parcel)
}

function saveShipments(tables: Tables, difference: Difference, now: Instant) {
  for (const shipment of difference.shipments)
    tables.shipments.change(shipment.id, (row) => ({ ...row, ...mutable(shipment) }))
  for (const id of difference.revokedRights)
    tables.rights.change(id, (row) => ({ ...row, revokedAt: row.revokedAt ?? now }))
  for (const command of difference.newCommands) {
    mustBeNew(tables.commands, command.id)
    mustExist(tables.lockers, command.locker)
    tables.commands.set(command.id, { ...command, outcome: null, answeredAt: null })
  }
  for (const { id, status, outcome, answeredAt } of difference.commands)
    tables.commands.change(id, (row) => ({ ...row, status, outcome, answeredAt }))
}

const changeable = [
  ...(['email', 'phone', 'locale'] as const),
  ...(Object.keys(justAnnounced) as (keyof typeof justAnnounced)[]),
]

/** What may change of a shipment; the rest was said at its announcement. */
const mutable = (shipment: ShipmentRow) =>
  Object.fromEntries(changeable.map((field) => [field, shipment[field]]))

/** Puts messages into the outbox, each meaning once, and asks for their sending. Answers how many are new. */
function queue(tables: Tables, drafts: readonly MessageDraft[], now: Instant): number {
  let queued = 0
  for (const draft of drafts) {
    // The id follows from the key: whoever has the one has the other.
    const id = messageIdOf(draft.dedupeKey)
    const before = tables.messages.get(id)
    // Dropped because it was not true: nobody has heard it, so it lives again.
    if (before && !(before.state === 'dropped' && before.lastError === NOT_TRUE)) continue
    if (!before) {
      mustExist(tables.organizations, idOf('org', draft.organization))
      if (draft.shipment !== null) mustExist(tables.shipments, idOf('shp', draft.shipment))
    }
    tables.messages.set(id, {
      ...draft,
      ...before,
      recipient: draft.recipient,
      data: draft.data,
      id,
      state: 'queued',
      attempts: 0,
      lastError: null,
      createdAt: before?.createdAt ?? now,
      nextAttemptAt: now,
      finishedAt: null,
    })
    const { channel } = before ?? draft
    tables.jobs.set(id, { message: id, channel, dueAt: now })
    queued++
  }
  return queued
}
