import { cellOf } from '@cubby/domain/kernel/evolve-cell'
import { AppError } from '@cubby/kit/app-error'
import { type Instant, instant } from '@cubby/kit/clock'
import { type CellId, idOf, type JournalId, type LockerId, uuidOf } from '@cubby/kit/ids'
import type { Transaction } from 'kysely'
import type { ServerContext } from '../context.ts'
import type { Db } from '../db/tables.ts'
import { timestamp } from '../db/tables/column.ts'
import type { FeedChange } from '../feed/feed-types.ts'
import { writeFeed } from '../feed/write-feed.ts'
import { applyMeaning, differenceOf } from './apply/apply-batch.ts'
import { type ApplyEnv, applyEnv, Draft } from '../store/draft.ts'
import { disputedIn, foldMirrors } from './apply/fold.ts'
import { disputesSettled, type ReadEntry } from './apply/parcels.ts'
import { type PlacedEntry, readEntry } from './apply/read-entry.ts'
import { cellKey, emptySlice, type Slice } from '../store/slice.ts'
import { wantedBy } from './apply/wanted.ts'
import { pgTransaction } from '../store/pg/pg-store.ts'
import { run } from '../store/pg/statements.ts'
import { sentBody } from './prefix.ts'

export type Resolution = {
  locker: LockerId
  journal: JournalId
  seq: number
  how: 'replayed' | 'skipped'
  /** Who decided (a key's UUID); null: a program. */
  by: string | null
}

type Needs = Pick<ServerContext, 'clock' | 'ids' | 'jobs' | 'keys'>
type Resolved = {
  /** For the caller's `writeFeed`, the last statement of its transaction. */
  changes: FeedChange[]
  /** Kick the jobs after the commit. */
  wakesJobs: boolean
}

/**
 * Decides about one entry. `skipped`: it stays on record and means nothing. `replayed`: it is applied now, after
 * whatever kept it from applying was mended; the mirrors of its cell are folded anew from all entries, so that they
 * are what they would have been. Throws `conflict/state` when it still cannot be applied.
 */
export async function resolveInTransaction(
  trx: Transaction<Db>,
  ctx: Needs,
  resolution: Resolution,
): Promise<Resolved> {
  const { locker, journal, seq, how } = resolution
  const now = ctx.clock.now()
  // The head before everything else, as when entries are taken in.
  await pgTransaction(trx, ctx).lockHeads([{ locker, journal }], now)
  const done = await trx
    .updateTable('quarantine')
    .set({ resolved_at: timestamp(now), resolution: how, resolved_by: resolution.by })
    .where('locker_id', '=', uuidOf(locker))
    .where('journal_id', '=', uuidOf(journal))
    .where('seq', '=', seq)
    .where('resolved_at', 'is', null)
    .executeTakeFirst()
  if (done.numUpdatedRows === 0n)
    throw new AppError('not-found', 'There is no such entry in quarantine.')
  return how === 'replayed' ? replay(trx, ctx, resolution, now) : { changes: [], wakesJobs: false }
}

/** The same in a transaction of its own. */
export async function resolveQuarantine(
  ctx: Needs & Pick<ServerContext, 'db' | 'pokes'>,
  resolution: Resolution,
): Promise<void> {
  const done = await ctx.db.transaction().execute(async (trx) => {
    const { changes, wakesJobs } = await resolveInTransaction(trx, ctx, resolution)
    return { heads: await writeFeed(trx, changes, ctx.clock.now()), wakesJobs }
  })
  if (done.heads.length > 0) ctx.pokes.tell(done.heads.map(({ stream }) => stream))
  if (done.wakesJobs) ctx.jobs.kick()
}

async function replay(
  trx: Transaction<Db>,
  ctx: Needs,
  place: Resolution,
  now: Instant,
): Promise<Resolved> {
  const tx = pgTransaction(trx, ctx)
  const env = applyEnv(ctx, now)
  const [entry] = await keptEntries(trx, place.locker, { journal: place.journal, seq: place.seq })
  if (!entry?.body)
    throw new AppError(
      'conflict/state',
      `It still cannot be read: ${entry?.unread ?? 'it is gone'}`,
    )
  const read: ReadEntry = { ...entry, body: entry.body }
  const slice = await tx.load(wantedBy([read]))
  const cell = cellOf(read.body)
  const mirrors = cell ? await refolded(trx, env, place.locker, cell) : null
  if (mirrors) for (const [id, stay] of mirrors.stays) slice.stays.set(id, stay)
  const draft = new Draft(slice, env)
  if (mirrors && cell) adopt(draft, mirrors, place.locker, cell)
  const error = draft.attempt(() => {
    applyMeaning(draft, read)
    if (read.body.type === 'cell.unblocked' && mirrors)
      disputesSettled(draft, read, settledStays(draft, mirrors))
  })
  if (error !== null)
    throw new AppError(
      'conflict/state',
      `It still cannot be applied: ${error instanceof Error ? error.message : 'unknown'}`,
    )
  const difference = differenceOf(draft, [])
  const { hasJobs } = await tx.save({ ...difference, feed: [] }, now)
  return { changes: difference.feed, wakesJobs: hasJobs }
}

/** The mirrors of a cell and its stays as all of the locker's entries about it make them. */
async function refolded(
  trx: Transaction<Db>,
  env: ApplyEnv,
  locker: LockerId,
  cell: CellId,
): Promise<Slice> {
  const slice = emptySlice()
  const draft = new Draft(slice, env)
  for (const entry of await keptEntries(trx, locker, { cell }))
    if (entry.body) foldMirrors(draft, { ...entry, body: entry.body })
  return slice
}

function adopt(draft: Draft, mirrors: Slice, locker: LockerId, cell: CellId) {
  const key = cellKey(locker, cell)
  const state = mirrors.cells.get(key)
  if (state) draft.cells.set(key, state)
  for (const [id, stay] of mirrors.stays) draft.stays.set(id, stay)
}

const settledStays = (draft: Draft, mirrors: Slice) =>
  [...mirrors.stays.values()].flatMap(({ locker, stay }) =>
    disputedIn(draft, locker, stay.cell).includes(stay.id) ? [] : [stay.id],
  )

type KeptRow = {
  journal_id: string
  seq: number
  at: number
  synced: boolean
  body: { type: string }
  received_at: Instant
}

/** Kept entries of a locker that count: one by its place, or all about a cell, in the order in which they came. */
async function keptEntries(
  trx: Transaction<Db>,
  locker: LockerId,
  which: { journal: JournalId; seq: number } | { cell: CellId },
): Promise<PlacedEntry[]> {
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
  return rows.map((row) => {
    const entry = {
      seq: row.seq,
      at: instant(row.at),
      synced: row.synced,
      body: sentBody(row.body),
    }
    return readEntry({ locker, journal: idOf('jrn', row.journal_id) }, entry, row.received_at)
  })
}
