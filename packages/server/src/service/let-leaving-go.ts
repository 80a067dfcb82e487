import type { Wiring } from '@cubby/domain/machine/wiring'
import type { Instant } from '@cubby/kit/clock'
import { idOf } from '@cubby/kit/ids'
import { sql, type Transaction } from 'kysely'
import { officeStream } from '../changes/topics.ts'
import type { ServerContext } from '../context.ts'
import type { Db } from '../db/tables.ts'
import { timestamp } from '../db/tables/column.ts'
import { writeFeed } from '../feed/write-feed.ts'
import { wiringChange } from './machine-rows.ts'

/** Machines whose wiring is written anew in one transaction; the others follow with the next look. */
const MACHINES_AT_ONCE = 200

/**
 * Lets go of cells of earlier layouts that are empty and shut, as their machines have told by now: they disappear from the views,
 * and their wires from the wiring. One that turns out to hold something after all is shown again. Answers for how many cells.
 */
export async function letLeavingGo(
  ctx: Pick<ServerContext, 'db' | 'pokes' | 'clock'>,
): Promise<number> {
  const now = ctx.clock.now()
  const done = await ctx.db.transaction().execute(async (trx) => {
    const back = await heldAfterAll(trx)
    const gone = await emptyAndShut(trx, now)
    const lockers = new Set([...gone, ...back].map((row) => row.locker_id))
    const feed = await withoutTheirWires(trx, gone)
    const heads = await writeFeed(trx, feed, now)
    const topics = [...lockers].map((locker) => officeStream(`locker:${idOf('lck', locker)}`))
    return { count: gone.length, streams: [...heads.map(({ stream }) => stream), ...topics] }
  })
  if (done.streams.length > 0) ctx.pokes.tell(done.streams)
  return done.count
}

type Cell = { locker_id: string; cell_id: string }

async function emptyAndShut(trx: Transaction<Db>, now: Instant): Promise<Cell[]> {
  const { rows } = await sql<Cell>`
    with machine as (
      select distinct locker_id from leaving_cell where gone_at is null
      order by locker_id limit ${MACHINES_AT_ONCE}
    )
    update leaving_cell l set gone_at = ${timestamp(now)}
    from machine m
    where l.locker_id = m.locker_id and l.gone_at is null and not exists (
      select from cell_mirror c
      where c.locker_id = l.locker_id and c.cell_id = l.cell_id and (
        c.use_kind <> 'free' or exists (
          select from jsonb_each(c.state -> 'doors') door
          where door.value ->> 'door' <> 'closed')))
    returning l.locker_id, l.cell_id`.execute(trx)
  return rows
}

/** A machine was away, and tells of a parcel that went in before it heard of the other layout. */
async function heldAfterAll(trx: Transaction<Db>): Promise<Cell[]> {
  const { rows } = await sql<Cell>`
    update leaving_cell l set gone_at = null
    from cell_mirror c
    where l.gone_at is not null and c.locker_id = l.locker_id and c.cell_id = l.cell_id
      and c.use_kind <> 'free'
    returning l.locker_id, l.cell_id`.execute(trx)
  return rows
}

async function withoutTheirWires(trx: Transaction<Db>, gone: readonly Cell[]) {
  const cellsOf = Map.groupBy(gone, ({ locker_id }) => locker_id)
  if (cellsOf.size === 0) return []
  const rows = await trx
    .selectFrom('locker')
    .select(['id', 'wiring'])
    .where('id', 'in', [...cellsOf.keys()])
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
  const rewired = rows.flatMap(({ id, wiring }) => {
    const cells = new Set((cellsOf.get(id) ?? []).map((cell) => idOf('cel', cell.cell_id)))
    const doors = wiring?.doors.filter(({ cell }) => !cells.has(cell))
    if (!wiring || !doors || doors.length === wiring.doors.length) return []
    return [{ id, wiring: { ...wiring, doors } satisfies Wiring }]
  })
  if (rewired.length > 0)
    await sql`
      update locker set wiring = change.wiring
      from jsonb_to_recordset(${JSON.stringify(rewired)}::jsonb) as change (id uuid, wiring jsonb)
      where locker.id = change.id`.execute(trx)
  return rewired.map(({ id, wiring }) => wiringChange(idOf('lck', id), wiring))
}
