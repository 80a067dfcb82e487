import { isoTime } from '@cubby/kit/clock'
import { idOf } from '@cubby/kit/ids'
import type { CustodyEventReply } from '@cubby/protocol/operations/shipments/shipment-shapes'
import type { Kysely } from 'kysely'
import type { Db } from '../../db/tables.ts'
import type { Actor } from '../../db/tables/shipment-tables.ts'
import { toldId } from '../../http/told.ts'

/** More than any parcel lives through; a timeline is read whole. */
const EVENTS_MAX = 2_000

/** The chain of custody of some parcels, oldest first. Ids as in the database. */
export async function readTimeline(
  db: Kysely<Db>,
  parcels: readonly string[],
): Promise<{ events: CustodyEventReply[] }> {
  if (parcels.length === 0) return { events: [] }
  const rows = await db
    .selectFrom('custody_event')
    .select(['id', 'parcel_id', 'at', 'kind', 'locker_id', 'cell_id', 'stay_id', 'actor', 'detail'])
    .select(['journal_id', 'seq'])
    .where('parcel_id', 'in', [...parcels])
    // Clocks of lockers may be off; within a journal its numbers are the order.
    .orderBy('at')
    .orderBy('seq')
    .orderBy('id')
    .limit(EVENTS_MAX)
    .execute()
  const events = rows.map((row) => ({
    id: idOf('evt', row.id),
    parcel: idOf('prc', row.parcel_id),
    at: isoTime(row.at),
    kind: row.kind,
    locker: toldId('lck', row.locker_id),
    cell: toldId('cel', row.cell_id),
    stay: toldId('sty', row.stay_id),
    actor: toldActor(row.actor),
    detail: row.detail,
    entry:
      row.journal_id === null || row.seq === null
        ? null
        : { journal: idOf('jrn', row.journal_id), seq: row.seq },
  }))
  return { events }
}

function toldActor(actor: Actor): CustodyEventReply['actor'] {
  switch (actor.kind) {
    case 'courier':
    case 'key':
    case 'staff':
      return { kind: actor.kind, ref: actor.id }
    case 'recipient':
      return { kind: actor.kind, ref: actor.grant }
    case 'rule':
      return { kind: actor.kind, ref: actor.name }
  }
}
