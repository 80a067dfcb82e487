import type { Instant } from '@cubby/kit/clock'
import {
  type CommandId,
  type CourierId,
  idOf,
  type LockerId,
  type ShipmentId,
  uuidOf,
} from '@cubby/kit/ids'
import type { Transaction } from 'kysely'
import type { Db } from '../../db/tables.ts'
import { timestamp } from '../../db/tables/column.ts'
import { rentalsOf } from '../../rentals/whose-cells.ts'
import type { CourierRow, NewRight, OfficeTransaction } from '../office.ts'
import type { ShipmentRow } from '../slice.ts'
import { leavingCells } from './leaving-cells.ts'
import { courierColumns, courierOf, limitColumns } from './rows.ts'

/** What shops and the network's office do, in PostgreSQL: unique indexes decide between two at the same moment. */
export const pgOffice = (trx: Transaction<Db>): OfficeTransaction => ({
  organization: async (id) => {
    const row = await trx
      .selectFrom('organization')
      .select(['kind', 'carriers', 'rules'])
      .where('id', '=', uuidOf(id))
      .executeTakeFirst()
    return row ? { ...row, id, carriers: row.carriers.map((each) => idOf('org', each)) } : null
  },
  machineOf: async (locker) => {
    const id = uuidOf(locker)
    const row = await trx
      .selectFrom('locker')
      .select(['layout', 'service'])
      .where('id', '=', id)
      .executeTakeFirst()
    return row ? { ...row, leaving: await leavingCells(trx, id) } : null
  },
  rentalsOf: (locker, now) => rentalsOf(trx, uuidOf(locker), now),
  addShipment: (shipment) => addShipment(trx, shipment),
  keepRight: (right, now) => keepRight(trx, right, now),
  sealedRight: (shipment) => sealedRight(trx, shipment),
  appliedThrough: (locker) => appliedThrough(trx, locker),
  takeDue: (now, atMost) => takeDue(trx, now, atMost),
  takeUnanswered: (before, atMost) => takeUnanswered(trx, before, atMost),
  addCourier: (courier) => addCourier(trx, courier),
  lockCourier: (id) => lockCourier(trx, id),
  revokeCourier: async (id, now) => {
    await trx
      .updateTable('courier')
      .set({ revoked_at: timestamp(now) })
      .where('id', '=', uuidOf(id))
      .execute()
  },
})

async function addShipment(trx: Transaction<Db>, shipment: ShipmentRow): Promise<boolean> {
  const added = await trx
    .insertInto('shipment')
    .values({
      id: uuidOf(shipment.id),
      organization_id: uuidOf(shipment.organization),
      carrier_id: shipment.carrier && uuidOf(shipment.carrier),
      locker_id: uuidOf(shipment.locker),
      reference: shipment.reference,
      recipient_email: shipment.email,
      recipient_phone: shipment.phone,
      recipient_locale: shipment.locale,
      status: shipment.status,
      rules: JSON.stringify(shipment.rules),
      created_at: timestamp(shipment.createdAt),
    })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return added !== undefined
}

async function keepRight(trx: Transaction<Db>, right: NewRight, now: Instant): Promise<boolean> {
  const kept = await trx
    .insertInto('pickup_right')
    .values({
      id: uuidOf(right.id),
      shipment_id: uuidOf(right.shipment),
      locker_id: uuidOf(right.locker),
      code_sealed: right.codeSealed,
      code_verifier: right.codeVerifier,
      valid_from: timestamp(right.validFrom),
      valid_until: timestamp(right.validUntil),
      created_at: timestamp(now),
    })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return kept !== undefined
}

async function sealedRight(trx: Transaction<Db>, shipment: ShipmentId): Promise<NewRight | null> {
  const row = await trx
    .selectFrom('pickup_right')
    .select(['id', 'locker_id', 'code_sealed', 'code_verifier', 'valid_from', 'valid_until'])
    .where('shipment_id', '=', uuidOf(shipment))
    .where('revoked_at', 'is', null)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if (!row) return null
  return {
    id: idOf('grn', row.id),
    shipment,
    locker: idOf('lck', row.locker_id),
    codeSealed: row.code_sealed,
    codeVerifier: row.code_verifier,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
  }
}

async function appliedThrough(trx: Transaction<Db>, locker: LockerId): Promise<number | null> {
  const row = await trx
    .selectFrom('journal')
    .select('applied_through')
    .where('locker_id', '=', uuidOf(locker))
    .orderBy('created_at', 'desc')
    // Of two that began in one moment, the one that comes last everywhere else too.
    .orderBy('journal_id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.applied_through ?? null
}

async function takeDue(trx: Transaction<Db>, now: Instant, atMost: number): Promise<ShipmentId[]> {
  const rows = await trx
    .selectFrom('shipment')
    .select('id')
    .where('next_timer_at', '<=', timestamp(now))
    .orderBy('next_timer_at')
    .orderBy('id')
    .limit(atMost)
    .forUpdate()
    .skipLocked()
    .execute()
  return rows.map(({ id }) => idOf('shp', id))
}

async function takeUnanswered(
  trx: Transaction<Db>,
  before: Instant,
  atMost: number,
): Promise<CommandId[]> {
  const rows = await trx
    .selectFrom('command')
    .select('id')
    .where('status', 'in', ['waiting', 'accepted'])
    .where('expires_at', '<', timestamp(before))
    .orderBy('id')
    .limit(atMost)
    .forUpdate()
    .skipLocked()
    .execute()
  return rows.map(({ id }) => idOf('cmd', id))
}

async function addCourier(trx: Transaction<Db>, courier: CourierRow): Promise<boolean> {
  const added = await trx
    .insertInto('courier')
    .values({
      id: uuidOf(courier.id),
      organization_id: uuidOf(courier.organization),
      name: courier.name,
      badge_verifier: courier.badgeVerifier,
      pin_verifier: courier.pinVerifier,
      valid_from: timestamp(courier.validFrom),
      valid_until: timestamp(courier.validUntil),
      ...limitColumns(courier),
      created_at: timestamp(courier.createdAt),
    })
    // The index lets a badge be given again once its last bearer was revoked.
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst()
  return added !== undefined
}

async function lockCourier(trx: Transaction<Db>, id: CourierId): Promise<CourierRow | null> {
  const row = await trx
    .selectFrom('courier')
    .select(courierColumns)
    .where('id', '=', uuidOf(id))
    .forUpdate()
    .executeTakeFirst()
  return row ? courierOf(row) : null
}
