import { seconds } from '@cubby/kit/clock'
import { realClock } from '@cubby/keys/real-clock'
import { runOn } from '@cubby/testing/postgres/admin'
import { type TestDatabase, testDatabase } from '@cubby/testing/postgres/test-database'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { JobServer } from './jobs.ts'
import { startPgBossJobs } from './pg-boss-jobs.ts'

const never = seconds(86_400)
let database: TestDatabase
let jobs: JobServer
const started: JobServer[] = []

async function start(pollEvery = never) {
  const log = pino({ level: 'silent' })
  const server = await startPgBossJobs({ url: database.url, clock: realClock, log, pollEvery })
  started.push(server)
  return server
}
beforeEach(async () => {
  database = await testDatabase()
  jobs = await start()
})
afterEach(async () => {
  for (const server of started.splice(0)) await server.stop()
  await database[Symbol.asyncDispose]()
})

const enqueue = (messages: string[], after?: typeof never) =>
  database.db.transaction().execute((trx) =>
    jobs.enqueue(
      trx,
      'message.send',
      messages.map((message) => ({ message })),
      after === undefined ? {} : { after },
    ),
  )

/** A handler that only writes down what it was given. */
function writingDown(server: JobServer) {
  const seen: string[] = []
  server.serve('message.send', (payloads) => payloads.map(async (p) => void seen.push(p.message)))
  return seen
}

describe('jobs', () => {
  test('are worked off at once after a kick, without waiting for the next poll', async () => {
    const seen = writingDown(jobs)
    await jobs.idle()
    await enqueue(['a', 'b', 'c'])
    await jobs.idle()
    expect(seen.toSorted()).toEqual(['a', 'b', 'c'])
  })

  test('vanish with the transaction that wanted them', async () => {
    const seen = writingDown(jobs)
    const failing = database.db.transaction().execute(async (trx) => {
      await jobs.enqueue(trx, 'message.send', [{ message: 'a' }])
      throw new Error('changed my mind')
    })
    await expect(failing).rejects.toThrow('changed my mind')
    await jobs.idle()
    expect(seen).toEqual([])
  })

  test('that are held back are not due, and do not keep anybody from being idle', async () => {
    const seen = writingDown(jobs)
    await enqueue(['later'], seconds(3_600))
    await jobs.idle()
    expect(seen).toEqual([])
  })

  test('of another process are found by the poll', async () => {
    const other = await start(seconds(0.05))
    const found = new Promise<string>((resolve) =>
      other.serve('message.send', (payloads) =>
        payloads.map(async (payload) => resolve(payload.message)),
      ),
    )
    await other.idle()
    await enqueue(['from elsewhere'])
    expect(await found).toBe('from elsewhere')
  })

  test('go each to one of two processes', async () => {
    const other = await start()
    const [mine, theirs] = [writingDown(jobs), writingDown(other)]
    const names = Array.from({ length: 200 }, (_, n) => `m${n}`)
    await enqueue(names)
    await Promise.all([jobs.idle(), other.idle()])
    expect([...mine, ...theirs].toSorted()).toEqual(names.toSorted())
  })

  test('that fail come again later, and hold up nobody', async () => {
    const tries: string[] = []
    jobs.serve('message.send', (payloads) =>
      payloads.map(async ({ message }) => {
        tries.push(message)
        if (message === 'bad') throw new Error('fault of ours')
      }),
    )
    await enqueue(['bad', 'good'])
    await jobs.idle()
    // The delay is by the clock of the database, which a slow machine may have passed already: no count of tries here.
    expect(new Set(tries)).toEqual(new Set(['bad', 'good']))
    const before = tries.length
    // Its time has come.
    await runOn(database.url, `update pgboss.job set start_after = now() where state = 'retry'`)
    await jobs.idle()
    expect(new Set(tries.slice(before))).toEqual(new Set(['bad']))
  })

  test('go on after all connections to the database were cut', async () => {
    const seen = writingDown(jobs)
    await jobs.idle()
    await runOn(
      database.url,
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name = 'cubby-jobs'`,
    )
    await enqueue(['after the cut'])
    await jobs.idle()
    expect(seen).toEqual(['after the cut'])
  })
})
