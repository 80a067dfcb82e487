import { cellOf } from '@cubby/domain/kernel/evolve-cell'
import { AppError } from '@cubby/kit/app-error'
import { instant } from '@cubby/kit/clock'
import type { CellId, LockerId } from '@cubby/kit/ids'
import type { AppContext } from '../context.ts'
import { withoutContradictions } from '../shipments/rules/settle.ts'
import { type ApplyEnv, applyEnv, differenceOf, Draft } from '../store/draft.ts'
import type { Resolution } from '../store/journals.ts'
import { cellKey, emptySlice, type Slice } from '../store/slice.ts'
import type { StoreTransaction } from '../store/store.ts'
import { keep, type Work } from '../store/work.ts'
import { applyMeaning } from './apply/apply-batch.ts'
import { disputedIn, foldMirrors } from './apply/fold.ts'
import { disputesSettled, type ReadEntry } from './apply/parcels.ts'
import { type PlacedEntry, readEntry } from './apply/read-entry.ts'
import { wantedBy } from './apply/wanted.ts'
import { sentBody } from './ingest/prefix.ts'

type Needs = Pick<AppContext, 'ids' | 'keys'>

/**
 * Decides about one entry. `skipped`: it stays on record and means nothing. `replayed`: it is applied now, after
 * whatever kept it from applying was mended; the mirrors of its cell are folded anew from all entries, so that they
 * are what they would have been. Throws `conflict/state` when it still cannot be applied.
 */
export async function resolveQuarantined(work: Work, ctx: Needs, resolution: Resolution) {
  const { tx, now } = work
  const { locker, journal } = resolution
  // The head before everything else, as when entries are taken in.
  await tx.lockHeads([{ locker, journal }], now)
  if (!(await tx.resolveQuarantined(resolution, now)))
    throw new AppError('not-found', 'There is no such entry in quarantine.')
  if (resolution.how === 'replayed') await replay(work, applyEnv(ctx, now), resolution)
}

async function replay(work: Work, env: ApplyEnv, { locker, journal, seq }: Resolution) {
  const { tx } = work
  const [entry] = await countingEntries(tx, { locker, journal, seq })
  if (!entry?.body)
    throw new AppError(
      'conflict/state',
      `It still cannot be read: ${entry?.unread ?? 'it is gone'}`,
    )
  const read: ReadEntry = { ...entry, body: entry.body }
  const slice = await tx.load(wantedBy([read]))
  const cell = cellOf(read.body)
  const mirrors = cell ? await refolded(tx, env, locker, cell) : null
  if (mirrors) for (const [id, stay] of mirrors.stays) slice.stays.set(id, stay)
  const draft = new Draft(slice, env)
  if (mirrors && cell) adopt(draft, mirrors, locker, cell)
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
  const messages = withoutContradictions(draft)
  await keep(work, { ...differenceOf(draft), messages })
}

/** The mirrors of a cell and its stays as all of the locker's entries about it make them. */
async function refolded(
  tx: StoreTransaction,
  env: ApplyEnv,
  locker: LockerId,
  cell: CellId,
): Promise<Slice> {
  const slice = emptySlice()
  const draft = new Draft(slice, env)
  for (const entry of await countingEntries(tx, { locker, cell }))
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

/** Kept entries as applying reads them. */
async function countingEntries(
  tx: StoreTransaction,
  which: Parameters<StoreTransaction['keptEntries']>[0],
): Promise<PlacedEntry[]> {
  const entries = await tx.keptEntries(which)
  return entries.map((entry) =>
    readEntry(
      entry,
      { ...entry, at: instant(entry.at), body: sentBody(entry.body) },
      entry.receivedAt,
    ),
  )
}
