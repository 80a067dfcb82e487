import { type Instant, instant, isoTime } from '@cubby/kit/clock'
import { idOf } from '@cubby/kit/ids'
import type { OverviewReply } from '@cubby/protocol/operations/overview/overview-shapes'
import { readOverview } from '@cubby/protocol/operations/overview/read-overview'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Db } from '../db/tables.ts'
import { timestamp } from '../db/tables/column.ts'
import { lockersSeen } from '../http/caller.ts'
import { route } from '../http/route.ts'
import { readTime, wrongField } from '../http/told.ts'
import { linkCounts } from '../network/link-counts.ts'

const DAY = 86_400_000

export const readOverviewRoute = route(readOverview, async ({ query, caller, trx, now }) => {
  const at = standing(lockersSeen(caller))
  const midnight = instant(now - (now % DAY))
  const since = query.since === undefined ? midnight : readTime(query.since)
  if (since > now || since < now - 2 * DAY)
    throw wrongField('/query/since', 'out-of-range', 'must lie in the last two days')
  return {
    asOf: isoTime(now),
    lockers: await linkCounts(trx, now, lockersSeen(caller)),
    ...(await cellCounts(trx, at)),
    parcels: { since: isoTime(since), ...(await parcelCounts(trx, since, at)) },
    ...(await waitingCounts(trx, at)),
  }
})

/** A condition on the column that names a locker: it is one of those that the caller may see. */
type Standing = (column: RawBuilder<unknown>) => RawBuilder<boolean>

const standing =
  (seen: string[] | null): Standing =>
  (column) =>
    seen === null ? sql`true` : sql`${column} = any(${seen}::uuid[])`

type LockerCells = {
  id: string
  name: string
  cells: number
  reserved: number
  occupied: number
  blocked: number
  faulty: number
}

/** Fullest first; what a dashboard shows. */
const SHOWN_MAX = 50

/** Cells of which a locker has told nothing yet are free and well. */
async function cellCounts(
  db: Kysely<Db>,
  at: Standing,
): Promise<Pick<OverviewReply, 'cells' | 'occupancy'>> {
  const { rows } = await sql<LockerCells>`
    select locker.id, locker.name, locker.cells,
      coalesce(reserved, 0) as reserved, coalesce(occupied, 0) as occupied,
      coalesce(blocked, 0) as blocked, coalesce(faulty, 0) as faulty
    from locker left join (
      select locker_id,
        count(*) filter (where use_kind = 'reserved') as reserved,
        count(*) filter (where use_kind = 'occupied') as occupied,
        count(*) filter (where service_kind = 'blocked') as blocked,
        count(*) filter (where service_kind = 'faulty') as faulty
      from cell_mirror where use_kind <> 'free' or service_kind <> 'ok'
      group by locker_id
    ) busy on busy.locker_id = locker.id
    where ${at(sql`locker.id`)}`.execute(db)
  const sum = (of: (row: LockerCells) => number) => rows.reduce((all, row) => all + of(row), 0)
  const total = sum((row) => row.cells)
  const [reserved, occupied] = [sum((row) => row.reserved), sum((row) => row.occupied)]
  const [blocked, faulty] = [sum((row) => row.blocked), sum((row) => row.faulty)]
  const share = (row: LockerCells) => (row.reserved + row.occupied) / Math.max(1, row.cells)
  const fullest = rows.toSorted((a, b) => share(b) - share(a) || (a.id < b.id ? -1 : 1))
  return {
    cells: {
      total,
      use: { free: total - reserved - occupied, reserved, occupied },
      service: { ok: total - blocked - faulty, blocked, faulty },
    },
    occupancy: fullest.slice(0, SHOWN_MAX).map((row) => ({
      locker: idOf('lck', row.id),
      name: row.name,
      cells: row.cells,
      used: row.reserved + row.occupied,
      outOfUse: row.blocked + row.faulty,
    })),
  }
}

type Parcels = Omit<OverviewReply['parcels'], 'since'>

async function parcelCounts(db: Kysely<Db>, since: Instant, at: Standing): Promise<Parcels> {
  const from = timestamp(since)
  const { rows } = await sql<Parcels>`select
    (select count(*) from shipment join parcel on parcel.shipment_id = shipment.id
      where shipment.created_at >= ${from} and ${at(sql`shipment.locker_id`)}) as announced,
    (select count(*) from parcel where stored_at >= ${from} and ${at(sql`locker_id`)}) as stored,
    (select count(*) from parcel where collected_at >= ${from} and ${at(sql`locker_id`)}) as collected,
    (select count(*) from shipment join parcel on parcel.shipment_id = shipment.id
      where shipment.status = 'overdue' and parcel.status in ('stored', 'disputed')
        and ${at(sql`shipment.locker_id`)}) as overdue
  `.execute(db)
  return rows[0] ?? { announced: 0, stored: 0, collected: 0, overdue: 0 }
}

/** What waits for a person. */
async function waitingCounts(
  db: Kysely<Db>,
  at: Standing,
): Promise<Pick<OverviewReply, 'alarms' | 'disputes' | 'messages'>> {
  const alarms = await db
    .selectFrom('alarm')
    .select(['kind', (eb) => eb.fn.countAll<number>().as('count')])
    .where('acknowledged_at', 'is', null)
    .where(at(sql`locker_id`))
    .groupBy('kind')
    .orderBy('count', 'desc')
    .orderBy('kind')
    .execute()
  const about = at(sql`(select s.locker_id from shipment s where s.id = message.shipment_id)`)
  const { rows } = await sql<{ open: number; queued: number; failed: number }>`select
    (select count(*) from alarm where kind = 'stay.disputed' and ${at(sql`locker_id`)}
      and not exists (select 1 from dispute_resolution r where r.alarm_id = alarm.id)) as open,
    (select count(*) from message where state = 'queued' and ${about}) as queued,
    (select count(*) from message where state = 'dead' and ${about}) as failed`.execute(db)
  const { open = 0, queued = 0, failed = 0 } = rows[0] ?? {}
  return { alarms, disputes: { open }, messages: { queued, failed } }
}
