import { type Instant, isoTime } from '@cubby/kit/clock'
import { uuidOf } from '@cubby/kit/ids'
import type { Transaction } from 'kysely'
import type { ServerContext } from '../../context.ts'
import type { Db } from '../../db/tables.ts'
import { queueMessages } from '../../notifications/pg/queue-messages.ts'
import type { Difference } from '../difference.ts'
import type { ParcelRow } from '../slice.ts'
import { advanceHeads, appendEntries } from './pg-journals.ts'
import { saveDeviceNews } from './save-device-news.ts'
import { OneStatement } from './statements.ts'

/**
 * Writes all of a difference but its feed changes: one statement for nearly all of it. Answers whether jobs were queued.
 */
export async function saveDifference(
  trx: Transaction<Db>,
  ctx: Pick<ServerContext, 'jobs'>,
  difference: Difference,
  now: Instant,
): Promise<boolean> {
  const one = new OneStatement()
  appendEntries(one, difference.entries, now)
  advanceHeads(one, difference.heads)
  saveMirrors(one, difference)
  saveParcels(one, difference)
  await mergeParcels(trx, one, difference)
  saveShipments(one, difference, now)
  await saveCommands(trx, one, difference)
  saveTold(one, difference, now)
  // Seldom: a fault that ends and begins again is one row twice, which one statement may not touch.
  await saveDeviceNews(trx, difference.devices)
  return queueMessages(trx, ctx, difference.messages, now, one)
}

function saveMirrors(one: OneStatement, { cells, stays }: Difference) {
  one.addRows(
    `insert into cell_mirror (locker_id, cell_id, state)
     select l, c, s from jsonb_to_recordset($1::jsonb) as row (l uuid, c uuid, s jsonb)
     on conflict (locker_id, cell_id) do update set state = excluded.state`,
    cells.map(({ locker, cell, state }) => ({ l: uuidOf(locker), c: uuidOf(cell), s: state })),
  )
  one.addRows(
    `insert into stay_mirror (id, locker_id, cell_id, phase, state)
     select i, l, c, p, s from jsonb_to_recordset($1::jsonb) as row (i uuid, l uuid, c uuid, p text, s jsonb)
     on conflict (id) do update set phase = excluded.phase, state = excluded.state`,
    stays.map(({ locker, stay }) => ({
      i: uuidOf(stay.id),
      l: uuidOf(locker),
      c: uuidOf(stay.cell),
      p: stay.phase,
      s: stay,
    })),
  )
}

const maybeUuid = (id: string | null) => (id === null ? null : uuidOf(id))
const maybeIso = (at: Instant | null) => (at === null ? null : isoTime(at))

function saveParcels(one: OneStatement, { newParcels, parcels }: Difference) {
  const changes = (parcel: ParcelRow) => ({
    id: uuidOf(parcel.id),
    status: parcel.status,
    edge_id: maybeUuid(parcel.edgeId),
    stay_id: maybeUuid(parcel.stay),
    cell_id: maybeUuid(parcel.cell),
    stored_at: maybeIso(parcel.storedAt),
    collected_at: maybeIso(parcel.collectedAt),
  })
  one.addRows(
    `update parcel set status = row.status, edge_id = row.edge_id, stay_id = row.stay_id,
       cell_id = row.cell_id, stored_at = row.stored_at, collected_at = row.collected_at
     from json_to_recordset($1::json) as row (id uuid, status text, edge_id uuid, stay_id uuid,
       cell_id uuid, stored_at timestamptz, collected_at timestamptz)
     where parcel.id = row.id`,
    parcels.map(changes),
  )
  one.addRows(
    `insert into parcel (id, shipment_id, organization_id, locker_id, label, height_mm, width_mm, depth_mm,
       grams, zone, low_cell, status, edge_id, stay_id, cell_id, stored_at, collected_at, created_at)
     select id, shipment_id, organization_id, locker_id, label, height_mm, width_mm, depth_mm,
       grams, zone, low_cell, status, edge_id, stay_id, cell_id, stored_at, collected_at, created_at
     from json_to_recordset($1::json) as row (id uuid, shipment_id uuid, organization_id uuid, locker_id uuid,
       label text, height_mm integer, width_mm integer, depth_mm integer, grams integer, zone text,
       low_cell boolean, status text, edge_id uuid, stay_id uuid, cell_id uuid,
       stored_at timestamptz, collected_at timestamptz, created_at timestamptz)`,
    newParcels.map((parcel) => ({
      ...changes(parcel),
      shipment_id: maybeUuid(parcel.shipment),
      organization_id: uuidOf(parcel.organization),
      locker_id: uuidOf(parcel.locker),
      label: parcel.label,
      height_mm: parcel.size?.height ?? null,
      width_mm: parcel.size?.width ?? null,
      depth_mm: parcel.size?.depth ?? null,
      grams: parcel.grams,
      zone: parcel.zone,
      low_cell: parcel.lowCell,
      created_at: isoTime(parcel.createdAt),
    })),
  )
}

/** Seldom, and about rows that were written just now: after what was put in so far, and before the rest. */
async function mergeParcels(trx: Transaction<Db>, one: OneStatement, { merged }: Difference) {
  if (merged.length === 0) return
  await one.run(trx)
  const moves = merged.map(({ from, to }) => ({ f: uuidOf(from), t: uuidOf(to) }))
  one.addRows(
    `update custody_event set parcel_id = t from json_to_recordset($1::json) as row (f uuid, t uuid)
     where parcel_id = f`,
    moves,
  )
  one.addRows(
    `delete from parcel using json_to_recordset($1::json) as row (f uuid) where id = f`,
    moves,
  )
  await one.run(trx)
}

function saveShipments(one: OneStatement, difference: Difference, now: Instant) {
  one.addRows(
    `update shipment set recipient_email = row.email, recipient_phone = row.phone, recipient_locale = row.locale,
       status = row.status, ready_at = row.ready_at, due_at = row.due_at,
       extensions = row.extensions, cancelled_at = row.cancelled_at, cancel_reason = row.cancel_reason,
       overdue_at = row.overdue_at, collected_at = row.collected_at, next_timer_at = row.next_timer_at
     from json_to_recordset($1::json) as row (id uuid, email text, phone text, locale text, status text,
       ready_at timestamptz, due_at timestamptz, extensions integer, cancelled_at timestamptz, cancel_reason text, overdue_at timestamptz,
       collected_at timestamptz, next_timer_at timestamptz)
     where shipment.id = row.id`,
    difference.shipments.map((shipment) => ({
      id: uuidOf(shipment.id),
      email: shipment.email,
      phone: shipment.phone,
      locale: shipment.locale,
      status: shipment.status,
      ready_at: maybeIso(shipment.readyAt),
      due_at: maybeIso(shipment.dueAt),
      extensions: shipment.extensions,
      cancelled_at: maybeIso(shipment.cancelledAt),
      cancel_reason: shipment.cancelReason,
      overdue_at: maybeIso(shipment.overdueAt),
      collected_at: maybeIso(shipment.collectedAt),
      next_timer_at: maybeIso(shipment.nextTimerAt),
    })),
  )
  const revoked = difference.revokedRights.map(uuidOf)
  if (revoked.length > 0)
    one.add(
      `update pickup_right set revoked_at = $2::timestamptz where id = any($1::uuid[]) and revoked_at is null`,
      revoked,
      isoTime(now),
    )
}

async function saveCommands(
  trx: Transaction<Db>,
  one: OneStatement,
  { newCommands, commands }: Difference,
) {
  one.addRows(
    `insert into command (id, locker_id, cell_id, action, reason, asked_by, asked_by_kind, as_of_seq,
       not_before, expires_at, created_at, status)
     select id, locker_id, cell_id, action, reason, asked_by, asked_by_kind, as_of_seq, not_before, expires_at,
       created_at, status
     from json_to_recordset($1::json) as row (id uuid, locker_id uuid, cell_id uuid, action jsonb, reason text,
       asked_by uuid, asked_by_kind text, as_of_seq bigint, not_before timestamptz, expires_at timestamptz, created_at timestamptz,
       status text)`,
    newCommands.map((command) => ({
      id: uuidOf(command.id),
      locker_id: uuidOf(command.locker),
      cell_id: uuidOf(command.action.cell),
      action: command.action,
      reason: command.reason,
      asked_by: uuidOf(command.askedBy),
      asked_by_kind: command.askedBy.startsWith('stf_') ? 'staff' : 'key',
      as_of_seq: command.asOfSeq,
      not_before: isoTime(command.notBefore),
      expires_at: isoTime(command.expiresAt),
      created_at: isoTime(command.createdAt),
      status: command.status,
    })),
  )
  // Their answers may be in the same difference.
  if (newCommands.length > 0) await one.run(trx)
  one.addRows(
    `update command set status = row.status, outcome = row.outcome, answered_at = row.answered_at
     from json_to_recordset($1::json) as row (id uuid, status text, outcome text, answered_at timestamptz)
     where command.id = row.id`,
    commands.map(({ id, status, outcome, answeredAt }) => ({
      id: uuidOf(id),
      status,
      outcome,
      answered_at: maybeIso(answeredAt),
    })),
  )
}

/** What people will look up: custody, alarms, entries that were set aside. */
function saveTold(one: OneStatement, { custody, alarms, quarantine }: Difference, now: Instant) {
  one.addRows(
    `insert into custody_event (id, parcel_id, at, kind, locker_id, cell_id, stay_id, actor, detail, journal_id, seq)
     select id, parcel_id, at, kind, locker_id, cell_id, stay_id, actor, detail, journal_id, seq
     from jsonb_to_recordset($1::jsonb) as row (id uuid, parcel_id uuid, at timestamptz, kind text, locker_id uuid,
       cell_id uuid, stay_id uuid, actor jsonb, detail jsonb, journal_id uuid, seq bigint)`,
    custody.map(({ id, parcel, at, kind, locker, cell, stay, actor, detail, journal, seq }) => ({
      id,
      parcel_id: uuidOf(parcel),
      at: isoTime(at),
      kind,
      locker_id: uuidOf(locker),
      cell_id: maybeUuid(cell),
      stay_id: maybeUuid(stay),
      actor,
      detail,
      journal_id: maybeUuid(journal),
      seq,
    })),
  )
  one.addRows(
    `insert into alarm (id, locker_id, kind, cell_id, detail, at, dedupe_key)
     select id, locker_id, kind, cell_id, detail, at, dedupe_key
     from json_to_recordset($1::json) as row (id uuid, locker_id uuid, kind text, cell_id uuid, detail jsonb,
       at timestamptz, dedupe_key text)
     order by dedupe_key collate "C"
     on conflict (dedupe_key) do nothing`,
    alarms.map(({ id, locker, kind, cell, detail, at, dedupeKey }) => ({
      id,
      locker_id: uuidOf(locker),
      kind,
      cell_id: maybeUuid(cell),
      detail,
      at: isoTime(at),
      dedupe_key: dedupeKey,
    })),
  )
  one.addRows(
    `insert into quarantine (locker_id, journal_id, seq, error, created_at)
     select l, j, s, e, $2::timestamptz
     from json_to_recordset($1::json) as row (l uuid, j uuid, s bigint, e text)
     on conflict (locker_id, journal_id, seq) do nothing`,
    quarantine.map(({ locker, journal, seq, error }) => ({
      l: uuidOf(locker),
      j: uuidOf(journal),
      s: seq,
      e: error.replaceAll('\0', ''),
    })),
    isoTime(now),
  )
}
