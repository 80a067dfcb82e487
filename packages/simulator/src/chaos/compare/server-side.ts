import { idOf, type LockerId, uuidOf } from '@cubby/kit/ids'
import type { Db } from '@cubby/server/db/tables'
import type { Kysely } from 'kysely'
import type { TwoFeeds } from './feeds.ts'
import type { Told } from './messages.ts'
import type { Mirror } from './mirrors.ts'
import type { Kept } from './people.ts'

/** How many entries the server has applied, over all journals of each locker. */
export async function appliedByLocker(db: Kysely<Db>): Promise<Map<LockerId, number>> {
  const rows = await db.selectFrom('journal').select(['locker_id', 'applied_through']).execute()
  const sums = new Map<LockerId, number>()
  for (const row of rows) {
    const locker = idOf('lck', row.locker_id)
    sums.set(locker, (sums.get(locker) ?? 0) + row.applied_through)
  }
  return sums
}

/** What the server says of one locker. */
export async function mirrorOf(
  db: Kysely<Db>,
  { name, id }: { name: string; id: LockerId },
): Promise<Mirror> {
  const cells = await db
    .selectFrom('cell_mirror')
    .select(['cell_id', 'state'])
    .where('locker_id', '=', uuidOf(id))
    .execute()
  const stays = await db
    .selectFrom('stay_mirror')
    .select(['id', 'state'])
    .where('locker_id', '=', uuidOf(id))
    .execute()
  const open = await db
    .selectFrom('quarantine')
    .select(['seq', 'error'])
    .where('locker_id', '=', uuidOf(id))
    .where('resolved_at', 'is', null)
    .execute()
  return {
    machine: name,
    cells: cells.map((row) => ({ cell: idOf('cel', row.cell_id), state: row.state })),
    stays: stays.map((row) => ({ stay: idOf('sty', row.id), state: row.state })),
    quarantined: open,
  }
}

/** Shipments and parcels, as they stand. */
export async function keptOfShops(db: Kysely<Db>): Promise<Kept> {
  const shipments = await db.selectFrom('shipment').select(['id', 'reference', 'status']).execute()
  const parcels = await db
    .selectFrom('parcel')
    .select(['label', 'shipment_id', 'status', 'locker_id', 'cell_id'])
    .execute()
  const deposits = await db
    .selectFrom('custody_event')
    .innerJoin('parcel', 'parcel.id', 'custody_event.parcel_id')
    .select(['parcel.label', 'custody_event.cell_id'])
    .where('custody_event.kind', '=', 'deposited')
    .execute()
  return {
    deposits: deposits.map(({ label, cell_id }) => ({
      label,
      cell: cell_id === null ? null : idOf('cel', cell_id),
    })),
    shipments: shipments.map((row) => ({ ...row, id: idOf('shp', row.id) })),
    parcels: parcels.map(({ label, status, shipment_id, locker_id, cell_id }) => ({
      label,
      status,
      shipment: shipment_id === null ? null : idOf('shp', shipment_id),
      locker: idOf('lck', locker_id),
      cell: cell_id === null ? null : idOf('cel', cell_id),
    })),
  }
}

/** The outbox. */
export async function messagesKept(db: Kysely<Db>): Promise<Told[]> {
  const rows = await db
    .selectFrom('message')
    .select(['id', 'kind', 'channel', 'recipient', 'shipment_id', 'dedupe_key', 'state'])
    .execute()
  return rows.map(({ id, shipment_id, dedupe_key: dedupeKey, ...rest }) => ({
    ...rest,
    id: idOf('msg', id),
    shipment: shipment_id === null ? null : idOf('shp', shipment_id),
    dedupeKey,
  }))
}

/** What became of commands. */
export async function commandsKept(db: Kysely<Db>) {
  const rows = await db.selectFrom('command').select(['id', 'status']).execute()
  return rows.map(({ id, status }) => ({ id: idOf('cmd', id), status }))
}

/** Every stream, with what it holds. */
export async function streamsKept(db: Kysely<Db>): Promise<Map<string, TwoFeeds['real']>> {
  const streams = await db.selectFrom('stream').select(['id', 'epoch', 'head']).execute()
  const items = await db
    .selectFrom('feed_item')
    .select(['stream_id', 'key', 'version'])
    .where('dead', '=', false)
    .execute()
  const byStream = Map.groupBy(items, (item) => item.stream_id)
  return new Map(
    streams.map(({ id, epoch, head }) => [
      id,
      {
        epoch,
        head,
        items: (byStream.get(id) ?? []).map(({ key, version }) => ({ key, version })),
      },
    ]),
  )
}
