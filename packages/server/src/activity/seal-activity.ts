import { type Millis, seconds } from '@cubby/kit/clock'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { ServerContext } from '../context.ts'
import type { Db } from '../db/tables.ts'
import { type ActivityHead, chainedColumns, headSeal, rowHash } from './chain.ts'

type Needs = Pick<ServerContext, 'db' | 'keys'>

/** Any constant does, as long as nothing else in this database locks it. */
const LOCK = 7_031_950
const ROWS_AT_ONCE = 1_000
const SEAL_EVERY = seconds(1)

/**
 * Gives committed rows their place in the chain, as far as there are any. One server at a time; what another is sealing just now is
 * left to it. Answers how many rows were sealed.
 */
export async function sealActivity({ db, keys }: Needs): Promise<number> {
  for (let sealed = 0; ;) {
    const more = await db.transaction().execute((trx) => sealSome(trx, keys))
    sealed += more
    if (more < ROWS_AT_ONCE) return sealed
  }
}

async function sealSome(trx: Transaction<Db>, keys: Needs['keys']): Promise<number> {
  if (!(await isOurTurn(trx))) return 0
  // One whose transaction ends late is not seen yet, and simply gets a later place.
  const rows = await trx
    .selectFrom('activity')
    .select(chainedColumns)
    .where('seq', 'is', null)
    .orderBy('id')
    .limit(ROWS_AT_ONCE)
    .execute()
  if (rows.length === 0) return 0
  const head = await headOf(trx)
  let { seq, hash } = head
  const sealed = rows.map((row) => {
    const before = hash
    seq += 1
    hash = rowHash(row, seq, before)
    return { id: row.id, seq, before, hash }
  })
  await sql`
    update activity set seq = sealed.seq, prev_hash = sealed.before, hash = sealed.hash
    from jsonb_to_recordset(${JSON.stringify(sealed)}::jsonb)
      as sealed (id uuid, seq bigint, before text, hash text)
    where activity.id = sealed.id`.execute(trx)
  await setHead(trx, keys, { ...head, seq, hash })
  return rows.length
}

/** True when no other server is sealing or cutting; until the end of the transaction. */
async function isOurTurn(trx: Transaction<Db>): Promise<boolean> {
  const { rows } = await sql<{ ours: boolean }>`
    select pg_try_advisory_xact_lock(${sql.lit(LOCK)}) as ours`.execute(trx)
  return rows[0]?.ours ?? false
}

/** Waits until no other server is sealing or cutting; until the end of the transaction. */
export const holdChain = (trx: Transaction<Db>) =>
  sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`.execute(trx)

/** Where the chain ends and begins. */
export const headOf = (db: Kysely<Db>): Promise<ActivityHead> =>
  db
    .selectFrom('activity_head')
    .select(['seq', 'hash', 'cut_seq', 'cut_hash', 'seal'])
    .executeTakeFirstOrThrow()

/** Moves the end or the beginning of the chain. */
export async function setHead(
  trx: Transaction<Db>,
  keys: Needs['keys'],
  head: Omit<ActivityHead, 'seal'>,
): Promise<void> {
  const { seq, hash, cut_seq, cut_hash } = head
  await trx
    .updateTable('activity_head')
    .set({ seq, hash, cut_seq, cut_hash, seal: headSeal(keys, head) })
    .execute()
}

/** Seals what was written, about once a second. Any number of servers may do so. */
export function startSealing(
  ctx: Needs & Pick<ServerContext, 'clock' | 'log'>,
  every: Millis = SEAL_EVERY,
): { stop(): Promise<void> } {
  const stop = new AbortController()
  const ended = (async () => {
    while (!stop.signal.aborted) {
      try {
        await sealActivity(ctx)
      } catch (error) {
        const { name, code } = error as Error & { code?: string }
        ctx.log.warn({ error: code ?? name }, 'sealing the activity failed and is tried again')
      }
      await ctx.clock.sleep(every, stop.signal)
    }
  })()
  return {
    async stop() {
      stop.abort()
      await ended
    },
  }
}
