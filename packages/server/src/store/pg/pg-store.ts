import { type Kysely, type Transaction } from 'kysely'
import type { ServerContext } from '../../context.ts'
import type { Db } from '../../db/tables.ts'
import { writeFeed } from '../../feed/write-feed.ts'
import type { Store, StoreTransaction } from '../store.ts'
import { loadSlice } from './load-slice.ts'
import { onceMore } from './once-more.ts'
import { pgJournals } from './pg-journals.ts'
import { pgOffice } from './pg-office.ts'
import { saveDifference } from './save-difference.ts'

type Needs = Pick<ServerContext, 'jobs'>

/** The store on PostgreSQL: a handful of statements per transaction, whatever it carries. */
export function pgStore(ctx: Needs & { db: Kysely<Db> }): Store {
  return {
    transact: (work) =>
      onceMore(() => ctx.db.transaction().execute((trx) => work(pgTransaction(trx, ctx)))),
    isPassing,
  }
}

/** The store's part of a transaction that somebody else has begun. */
export const pgTransaction = (trx: Transaction<Db>, ctx: Needs): StoreTransaction => ({
  ...pgJournals(trx),
  ...pgOffice(trx),
  load: (wanted) => loadSlice(trx, wanted),
  save: async (difference, now) => ({
    hasJobs: await saveDifference(trx, ctx, difference, now),
  }),
  writeFeed: async (changes, now) => {
    const heads = await writeFeed(trx, changes, now)
    return heads.map(({ stream }) => stream)
  },
})

/**
 * Classes of SQLSTATE that say nothing against the data: connections, rollbacks of deadlocks, resources, operator
 * intervention, system errors. An error without one comes from the connection or from our own code.
 */
function isPassing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (/^[0-9A-Z]{5}$/.test(code)) return /^(08|40|53|55|57|58)/.test(code)
  if (/^E[A-Z]+$/.test(code)) return true
  return error instanceof Error && /connection|timeout/i.test(error.message)
}
