import { must } from '@cubby/kit/assert'
import type { Bench } from '../bench.ts'
import { processorTime } from './processor-time.ts'

/** What was spent so far: microseconds of processor time, bytes of write-ahead log, transactions that were committed. */
export type WorkDone = { serverUs: number; databaseUs: number; walBytes: number; commits: number }

/** Reads the meters. Transactions count with up to a second of delay, and those of the bench itself are among them. */
export async function workDone(bench: Bench): Promise<WorkDone> {
  const { server, database } = await processorTime(bench)
  const { rows } = await bench.place.database.pool.query<{ wal: string; commits: string }>(
    `select pg_current_wal_lsn() - '0/0'::pg_lsn as wal, xact_commit as commits
     from pg_stat_database where datname = current_database()`,
  )
  const { wal, commits } = must(rows[0], 'a database has statistics')
  return {
    serverUs: server,
    databaseUs: database,
    walBytes: Number(wal),
    commits: Number(commits),
  }
}

/** What was spent between two readings on each of so many. */
export const workForEach = (from: WorkDone, until: WorkDone, count: number): WorkDone => ({
  serverUs: (until.serverUs - from.serverUs) / count,
  databaseUs: (until.databaseUs - from.databaseUs) / count,
  walBytes: (until.walBytes - from.walBytes) / count,
  commits: (until.commits - from.commits) / count,
})
