import { idOf, uuidOf } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import { readLockerEvents } from '@cubby/protocol/operations/lockers/read-events'
import { type Transaction, sql } from 'kysely'
import type { Db } from '../db/tables.ts'
import { route } from '../http/route.ts'
import { found } from '../http/told.ts'
import { isKnownToCaller } from '../rentals/whose-cells.ts'
import { type EntryRow, toldEntry } from './event-rows.ts'
import { ownEvents } from './own-events.ts'

type Place = { journal: string; seq: number }
type Filter = { cell?: string | undefined; kind?: string | undefined }

/** Entries looked through with one statement when most of them may be left out: few at first, more when they were in vain. */
const WINDOW = { first: 250, most: 2_000 }

export const readLockerEventsRoute = route(readLockerEvents, async (call) => {
  const { params, query, caller, trx, now } = call
  const locker = uuidOf(params.locker)
  found(
    await trx
      .selectFrom('locker')
      .select('id')
      .where('id', '=', locker)
      .where(isKnownToCaller(caller, now))
      .executeTakeFirst(),
    'locker',
  )
  const { limit, before, ...filter } = query
  const begin = before === undefined ? null : placeIn(before)
  const journals = await journalsOf(trx, locker)
  const { organization } = caller
  const own = organization === null ? null : await ownEvents(trx, locker, organization, now)
  const { rows, stoppedAt } = await lookBack(trx, locker, journals, { begin, limit, filter, own })
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  const next = rows.length > limit && last ? { journal: last.journal_id, seq: last.seq } : stoppedAt
  return { items: items.map(toldEntry), next: next && textOf(next) }
})

const textOf = ({ journal, seq }: Place) => `${idOf('jrn', journal)}.${seq}`

function placeIn(text: string): Place {
  const [journal = '', seq = ''] = text.split('.')
  return { journal: uuidOf(journal), seq: Number(seq) }
}

/** A locker has another journal after each change of its disk: few. */
const JOURNALS_MAX = 200

async function journalsOf(trx: Transaction<Db>, locker: string): Promise<string[]> {
  const rows = await trx
    .selectFrom('journal')
    .select('journal_id')
    .where('locker_id', '=', locker)
    .orderBy('created_at', 'desc')
    .orderBy('journal_id', 'desc')
    .limit(JOURNALS_MAX)
    .execute()
  return rows.map((row) => row.journal_id)
}

/** One entry more than asked for, when there are as many; `stoppedAt`: it looked through as much as it may. */
async function lookBack(
  trx: Transaction<Db>,
  locker: string,
  journals: readonly string[],
  {
    begin,
    limit,
    filter,
    own,
  }: {
    begin: Place | null
    limit: number
    filter: Filter
    /** Lets through what the caller may read; null: all. */
    own: Awaited<ReturnType<typeof ownEvents>> | null
  },
): Promise<{ rows: EntryRow[]; stoppedAt: Place | null }> {
  const isFiltered = filter.cell !== undefined || filter.kind !== undefined || own !== null
  const rows: EntryRow[] = []
  let left: number = limits.eventsLookedThroughMax
  let wide = WINDOW.first
  const from = begin === null ? 0 : journals.indexOf(begin.journal)
  for (const journal of from < 0 ? [] : journals.slice(from)) {
    let below = begin?.journal === journal ? begin.seq : Number.MAX_SAFE_INTEGER
    for (;;) {
      const reach = isFiltered ? wide : limit + 1 - rows.length
      wide = Math.min(WINDOW.most, wide * 2)
      const window = await entriesBelow(trx, { locker, journal, below, reach }, filter)
      rows.push(...(own ? await own(window.rows) : window.rows))
      if (rows.length > limit) return { rows, stoppedAt: null }
      if (window.seen < reach) break
      below = window.lowest
      left -= window.seen
      if (left <= 0) return { rows, stoppedAt: { journal, seq: below } }
    }
  }
  return { rows, stoppedAt: null }
}

/** Of the entries of one journal right below a number, those that the filter lets through, latest first. */
async function entriesBelow(
  trx: Transaction<Db>,
  window: { locker: string; journal: string; below: number; reach: number },
  { cell, kind }: Filter,
): Promise<{ rows: EntryRow[]; seen: number; lowest: number }> {
  const { rows } = await sql<EntryRow & { is_in: boolean | null; lowest: number; seen: number }>`
    with looked as materialized (
      select e.journal_id, e.seq, e.at, e.synced, e.type, e.body, e.received_at,
        ${cell === undefined ? sql`true` : sql`coalesce(e.body ->> 'cell' = ${cell}, false)`}
        and ${kind === undefined ? sql`true` : ofKind(kind)} as is_in
      from entry e
      where e.locker_id = ${window.locker} and e.journal_id = ${window.journal} and e.seq < ${window.below}
      order by e.seq desc limit ${window.reach}
    ), edge as (select min(seq) as lowest, count(*) as seen from looked)
    select looked.journal_id, looked.seq, looked.at, looked.synced, looked.type, looked.body,
      looked.received_at, looked.is_in, edge.lowest, edge.seen
    from edge left join looked on looked.is_in
    order by looked.seq desc`.execute(trx)
  const [first] = rows
  return {
    rows: rows.filter((row) => row.is_in === true),
    seen: first?.seen ?? 0,
    lowest: first?.lowest ?? window.below,
  }
}

/** `door.opened`, or everything about doors. */
const ofKind = (kind: string) =>
  kind.includes('.') ? sql`e.type = ${kind}` : sql`e.type like ${`${kind}.%`}`
