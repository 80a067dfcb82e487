import { type Clock, type Millis, seconds } from '@cubby/kit/clock'
import { assert } from '@cubby/kit/assert'
import { CompiledQuery, type Transaction } from 'kysely'
import { type Db as BossDb, type Job, PgBoss, type QueueOptions } from 'pg-boss'
import type { Logger } from 'pino'
import type { Db } from '../db/tables.ts'
import type { JobHandler, JobKinds, JobName, JobServer } from './jobs.ts'
import { Pump } from './pump.ts'

export type PgBossJobsOptions = {
  url: string
  /** The machine's own: what is due is decided by the clock of the database, which no test moves. */
  clock: Clock
  log: Pick<Logger, 'warn' | 'error'>
  /** How many jobs of a kind this process works on at once. */
  slots?: number
  /** How often to look for jobs that other processes enqueued, or that became due. */
  pollEvery?: Millis
}

const kinds = ['message.send', 'webhook.send'] as const satisfies readonly JobName[]
/** Jobs that failed over and over. A message has its own end in its row; these are faults of ours. */
const DEAD = 'dead'

const queue: QueueOptions & { deadLetter: string } = {
  // A job whose process was killed is handed out again after this; nothing that a job does takes longer.
  expireInSeconds: 60,
  retryLimit: 10,
  retryDelay: 2,
  // Doubles, with jitter.
  retryBackoff: true,
  retryDelayMax: 300,
  deleteAfterSeconds: 3_600,
  deadLetter: DEAD,
}

/** Later work in PostgreSQL: enqueued in the caller's transaction, looked for at once after a `kick`. */
export async function startPgBossJobs(options: PgBossJobsOptions): Promise<JobServer> {
  const { clock, log, slots = 32, pollEvery = seconds(2) } = options
  const boss = await startBoss(options.url, log)
  const pumps = new Map<JobName, Pump<Job<JobKinds[JobName]>>>()
  const stop = new AbortController()
  const kick = () => pumps.forEach((pump) => pump.kick())
  const polling = poll()

  async function poll() {
    while (!stop.signal.aborted) {
      await clock.sleep(pollEvery, stop.signal)
      if (!stop.signal.aborted) kick()
    }
  }

  return {
    async enqueue(trx, name, payloads, { after } = {}) {
      if (payloads.length === 0) return
      const hold = after === undefined ? {} : { startAfter: after / 1_000 }
      const jobs = payloads.map((data) => ({ data, ...hold }))
      await boss.insert(name, jobs, { db: inside(trx) })
    },
    serve<K extends JobName>(name: K, handler: JobHandler<K>) {
      assert(!pumps.has(name), `two handlers for ${name}`)
      const settle = settler(boss, name, log)
      const pump = new Pump<Job<JobKinds[K]>>({
        slots,
        fetch: (atMost) => boss.fetch<JobKinds[K]>(name, { batchSize: atMost }),
        run: (jobs) => settle(jobs, handler(jobs.map((job) => job.data))),
        onError: (error) =>
          log.warn({ job: name, error: reasonOf(error) }, 'jobs cannot be fetched'),
        pause: () => clock.sleep(pollEvery, stop.signal),
      })
      pumps.set(name, pump)
      pump.kick()
    },
    kick,
    async idle() {
      await Promise.all([...pumps.values()].map((pump) => pump.idle()))
    },
    async stop() {
      stop.abort()
      await polling
      await Promise.all([...pumps.values()].map((pump) => pump.stop()))
      await boss.stop({ graceful: false })
    },
  }
}

async function startBoss(url: string, log: PgBossJobsOptions['log']): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: url,
    application_name: 'cubby-jobs',
    max: 3,
    connectionTimeoutMillis: 15_000,
    // We have timers of our own and no flows, and one instance looks like another.
    schedule: false,
    registerInstance: false,
    flowIntervalSeconds: 3_600,
    superviseIntervalSeconds: 30,
    monitorIntervalSeconds: 30,
    openTelemetry: { enabled: false },
  })
  // Its connections come back by themselves; without a listener the first error would end the process.
  boss.on('error', (error) =>
    log.warn({ error: reasonOf(error) }, 'the job queue reports an error'),
  )
  await boss.start({ attempts: 5 })
  await boss.createQueue(DEAD)
  for (const name of kinds) {
    await boss.createQueue(name, queue)
    await boss.updateQueue(name, queue)
  }
  return boss
}

/** Runs statements of pg-boss inside a transaction of ours. */
const inside = (trx: Transaction<Db>): BossDb => ({
  executeSql: (text, values = []) => trx.executeQuery(CompiledQuery.raw(text, [...values])),
})

/**
 * Tells the queue how jobs ended. Those that end while it is being told wait for the next telling: one
 * statement for many, and none waits for a slow neighbour.
 */
function settler(boss: PgBoss, name: JobName, log: PgBossJobsOptions['log']) {
  let done: string[] = []
  let telling: Promise<void> | null = null

  async function tell(): Promise<void> {
    // All that end in the same turn go together.
    await Promise.resolve()
    while (done.length > 0) {
      const ids = done
      done = []
      await boss
        .complete(name, ids)
        .catch((error: unknown) =>
          log.warn({ job: name, error: reasonOf(error) }, 'jobs will run again'),
        )
    }
    telling = null
  }

  async function settled(job: { id: string }, work: Promise<void>): Promise<void> {
    try {
      await work
      done.push(job.id)
      await (telling ??= tell())
    } catch (error) {
      log.error({ job: name, error: reasonOf(error) }, 'a job failed')
      // Without this answer it expires and is handed out again all the same.
      await boss.fail(name, job.id, { error: reasonOf(error) }).catch(() => undefined)
    }
  }

  return (jobs: { id: string }[], works: Promise<void>[]): Promise<void>[] =>
    works.map((work, at) => settled(jobs[at] as { id: string }, work))
}

/** What went wrong without what it went wrong with: messages of drivers quote addresses and values. */
const reasonOf = (error: unknown): string =>
  error instanceof Error ? String((error as NodeJS.ErrnoException).code ?? error.name) : 'unknown'
