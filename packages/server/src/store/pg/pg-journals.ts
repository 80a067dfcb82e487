import { freshLadder, type Ladder } from '@cubby/domain/rights/ladder'
import { type Instant, isoTime } from '@cubby/kit/clock'
import { idOf, uuidOf } from '@cubby/kit/ids'
import { GENESIS } from '@cubby/protocol/link/envelope'
import type { Transaction } from 'kysely'
import type { Db } from '../../db/tables.ts'
import { timestamp } from '../../db/tables/column.ts'
import type {
  EntryRef,
  JournalHead,
  JournalRef,
  JournalTransaction,
  KeptEntry,
  PlacedHash,
  RawEntry,
  Resolution,
} from '../journals.ts'
import { type OneStatement, run } from './statements.ts'

/** Journals in PostgreSQL: each of these is one statement, whatever it carries. */
export const pgJournals = (trx: Transaction<Db>): JournalTransaction => ({
  lockHeads: (journals, now) => lockHeads(trx, journals, now),
  hashesAt: (places) => hashesAt(trx, places),
  noteForks: async (lockers, now) => {
    const text = `update locker set fork_seen_at = $2::timestamptz where id = any($1::uuid[])`
    await run(trx, text, [lockers.map(uuidOf), isoTime(now)])
  },
  resolveQuarantined: (resolution, now) => resolveQuarantined(trx, resolution, now),
  keptEntries: (which) => keptEntries(trx, which),
})

/**
 * The entries travel as the very text that was hashed, with their hash and the number of their journal put in front:
 * texts and ids repeated in arrays would cost as much again.
 */
const APPEND = `
  insert into entry (locker_id, journal_id, seq, at, boot, mono, synced, type, body, hash, received_at)
  select ($2::uuid[])[told.n], ($3::uuid[])[told.n], told.seq, told.at, told.boot, told.mono, told.synced,
    told.body ->> 'type', told.body, told.hash, $4::timestamptz
  from jsonb_to_recordset($1::jsonb) as told
    (n integer, hash text, seq bigint, at bigint, boot text, mono bigint, synced boolean, body jsonb)`

/** Keeps entries, as a part of a statement. */
export function appendEntries(one: OneStatement, entries: readonly RawEntry[], now: Instant) {
  if (entries.length > 0) one.add(APPEND, ...appendValues(entries, now))
}

function appendValues(entries: readonly RawEntry[], now: Instant) {
  const places = new Map<string, { n: number; locker: string; journal: string }>()
  const rows = entries.map(({ locker, journal, json, hash }) => {
    const key = `${locker} ${journal}`
    let place = places.get(key)
    if (!place) {
      place = { n: places.size + 1, locker: uuidOf(locker), journal: uuidOf(journal) }
      places.set(key, place)
    }
    return `{"n":${place.n},"hash":"${hash}",${json.slice(1)}`
  })
  const listed = [...places.values()]
  return [
    `[${rows.join(',')}]`,
    listed.map(({ locker }) => locker),
    listed.map(({ journal }) => journal),
    isoTime(now),
  ]
}

type HeadRow = {
  locker_id: string
  journal_id: string
  received_through: number
  applied_through: number
  last_hash: string
  ladder: Ladder
}

async function lockHeads(
  trx: Transaction<Db>,
  journals: readonly JournalRef[],
  now: Instant,
): Promise<JournalHead[]> {
  const lockers = journals.map(({ locker }) => uuidOf(locker))
  const ids = journals.map(({ journal }) => uuidOf(journal))
  const lock = () =>
    run<HeadRow>(
      trx,
      `select j.locker_id, j.journal_id, j.received_through, j.applied_through, j.last_hash, j.ladder
       from journal j
       where (j.locker_id, j.journal_id) in (select l, n from unnest($1::uuid[], $2::uuid[]) as wanted (l, n))
       order by j.locker_id, j.journal_id
       for update of j`,
      [lockers, ids],
    )
  let rows = await lock()
  let born: { locker_id: string; journal_id: string; replaces: boolean }[] = []
  if (rows.length < journals.length) {
    born = await run(
      trx,
      `insert into journal (locker_id, journal_id, received_through, applied_through, last_hash, ladder, created_at)
       select l, n, 0, 0, $3, $4::jsonb, $5::timestamptz
       from unnest($1::uuid[], $2::uuid[]) as wanted (l, n)
       order by l, n
       on conflict (locker_id, journal_id) do nothing
       returning locker_id, journal_id, exists (
         select 1 from journal other where other.locker_id = journal.locker_id
       ) as replaces`,
      [lockers, ids, GENESIS, JSON.stringify(freshLadder), isoTime(now)],
    )
    rows = await lock()
  }
  const replacing = new Set(born.filter((row) => row.replaces).map(placeOf))
  return rows.map((row) => ({
    locker: idOf('lck', row.locker_id),
    journal: idOf('jrn', row.journal_id),
    receivedThrough: row.received_through,
    appliedThrough: row.applied_through,
    lastHash: row.last_hash,
    ladder: row.ladder,
    replacesAnother: replacing.has(placeOf(row)),
  }))
}

const placeOf = (row: { locker_id: string; journal_id: string }) =>
  `${row.locker_id} ${row.journal_id}`

async function hashesAt(trx: Transaction<Db>, places: readonly EntryRef[]): Promise<PlacedHash[]> {
  if (places.length === 0) return []
  const rows = await run<{ locker_id: string; journal_id: string; seq: number; hash: string }>(
    trx,
    `select e.locker_id, e.journal_id, e.seq, e.hash
     from unnest($1::uuid[], $2::uuid[], $3::bigint[]) as place (locker_id, journal_id, seq)
     join entry e on e.locker_id = place.locker_id and e.journal_id = place.journal_id and e.seq = place.seq`,
    [
      places.map(({ locker }) => uuidOf(locker)),
      places.map(({ journal }) => uuidOf(journal)),
      places.map(({ seq }) => seq),
    ],
  )
  return rows.map(({ locker_id: locker, journal_id: journal, seq, hash }) => ({
    locker: idOf('lck', locker),
    journal: idOf('jrn', journal),
    seq,
    hash,
  }))
}

/** Moves heads forward, as a part of a statement. */
export function advanceHeads(one: OneStatement, heads: readonly JournalHead[]) {
  one.addRows(
    `update journal set received_through = r, applied_through = a, last_hash = h, ladder = w
     from json_to_recordset($1::json) as row (l uuid, n uuid, r bigint, a bigint, h text, w jsonb)
     where locker_id = l and journal_id = n`,
    heads.map((head) => ({
      l: uuidOf(head.locker),
      n: uuidOf(head.journal),
      r: head.receivedThrough,
      a: head.appliedThrough,
      h: head.lastHash,
      w: head.ladder,
    })),
  )
}

async function resolveQuarantined(
  trx: Transaction<Db>,
  { locker, journal, seq, how, by }: Resolution,
  now: Instant,
): Promise<boolean> {
  const done = await trx
    .updateTable('quarantine')
    .set({ resolved_at: timestamp(now), resolution: how, resolved_by: by })
    .where('locker_id', '=', uuidOf(locker))
    .where('journal_id', '=', uuidOf(journal))
    .where('seq', '=', seq)
    .where('resolved_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows > 0n
}

type KeptRow = {
  journal_id: string
  seq: number
  at: number
  synced: boolean
  body: KeptEntry['body']
  received_at: Instant
}

async function keptEntries(
  trx: Transaction<Db>,
  which: Parameters<JournalTransaction['keptEntries']>[0],
): Promise<KeptEntry[]> {
  const { locker } = which
  const [condition, ...values] =
    'cell' in which
      ? ["e.body ->> 'cell' = $2", which.cell]
      : ['e.journal_id = $2 and e.seq = $3', uuidOf(which.journal), which.seq]
  const rows = await run<KeptRow>(
    trx,
    `select e.journal_id, e.seq, e.at, e.synced, e.body, e.received_at
     from entry e join journal j on j.locker_id = e.locker_id and j.journal_id = e.journal_id
     where e.locker_id = $1 and ${condition} and not exists (
       select 1 from quarantine q
       where q.locker_id = e.locker_id and q.journal_id = e.journal_id and q.seq = e.seq
         and q.resolution is distinct from 'replayed')
     order by j.created_at, e.journal_id, e.seq`,
    [uuidOf(locker), ...values],
  )
  return rows.map(({ journal_id, received_at: receivedAt, ...entry }) => ({
    ...entry,
    locker,
    journal: idOf('jrn', journal_id),
    receivedAt,
  }))
}
