import { realClock, realIds } from '@cubby/keys/real-clock'
import { testDatabase } from '@cubby/testing/postgres/test-database'
import { sql } from 'kysely'
import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import { pgPokes } from './pg-pokes.ts'
import type { Pokes } from './pokes.ts'

const log = pino({ level: 'silent' })
const server = (url: string) => pgPokes({ url, clock: realClock, ids: realIds, log })

/** Resolves with what is heard next. */
const nextHeard = (pokes: Pokes, streams: string[]) =>
  new Promise<string[]>((resolve) => {
    const deafen = pokes.listen(new Set(streams), (heard) => {
      deafen()
      resolve(heard)
    })
  })

/** Tells until it is heard: a server that has just started may not listen yet. */
async function tellUntilHeard(teller: Pokes, streams: string[], heard: Promise<string[]>) {
  let isHeard = false
  void heard.then(() => (isHeard = true))
  while (!isHeard) {
    teller.tell(streams)
    await new Promise((resolve) => setImmediate(resolve))
  }
  return heard
}

describe('pokes between servers', () => {
  test('reach the lockers of every server, and those of the own one at once', async () => {
    await using database = await testDatabase({ isEmpty: true })
    const [one, two] = [server(database.url), server(database.url)]
    const near = nextHeard(one, ['locker:a', 'network'])
    one.tell(['locker:a', 'locker:b'])
    expect(await near).toEqual(['locker:a'])
    expect(
      await tellUntilHeard(one, ['locker:c'], nextHeard(two, ['locker:c', 'locker:d'])),
    ).toEqual(['locker:c'])
    expect(await tellUntilHeard(two, ['network'], nextHeard(one, ['network']))).toEqual(['network'])
    await Promise.all([one.stop(), two.stop()])
  })

  test('come back after the connection was lost', async () => {
    await using database = await testDatabase({ isEmpty: true })
    const [one, two] = [server(database.url), server(database.url)]
    await tellUntilHeard(one, ['locker:a'], nextHeard(two, ['locker:a']))
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'cubby pokes'`.execute(
      database.db,
    )
    expect(await tellUntilHeard(one, ['locker:b'], nextHeard(two, ['locker:b']))).toEqual([
      'locker:b',
    ])
    await Promise.all([one.stop(), two.stop()])
  })
})
