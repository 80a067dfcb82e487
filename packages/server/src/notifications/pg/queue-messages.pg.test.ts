import { instant, minutes } from '@cubby/kit/clock'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import { realClock } from '@cubby/keys/real-clock'
import { aShop, type Shop, thursday } from '@cubby/testing/messages/shop-with-shipment'
import { type TestDatabase, testDatabase } from '@cubby/testing/postgres/test-database'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { JobServer } from '../../jobs/jobs.ts'
import { startPgBossJobs } from '../../jobs/pg-boss-jobs.ts'
import type { MachineEvent } from '../machine-events.ts'
import { type MessageDraft, webhookDrafts } from '../message-draft.ts'
import { messageIdOf } from '../message-id.ts'
import { pgOutbox } from './pg-outbox.ts'
import { queueMessages } from './queue-messages.ts'

let database: TestDatabase
let jobs: JobServer
let shop: Shop
let clock: VirtualClock
/** The messages whose sending was asked for. */
let asked: string[]

beforeEach(async () => {
  database = await testDatabase()
  const log = pino({ level: 'silent' })
  jobs = await startPgBossJobs({ url: database.url, clock: realClock, log })
  asked = []
  jobs.serve('message.send', (payloads) => payloads.map(async (p) => void asked.push(p.message)))
  shop = await aShop(database.db)
  clock = new VirtualClock(thursday)
})
afterEach(async () => {
  await jobs.stop()
  await database[Symbol.asyncDispose]()
})

const aDraft = (dedupeKey: string): MessageDraft => ({
  organization: shop.organization,
  shipment: null,
  kind: 'shipment.ready',
  channel: 'email',
  recipient: 'ann@example.org',
  locale: 'en',
  data: {},
  dedupeKey,
})
const queue = (...keys: string[]) =>
  database.db
    .transaction()
    .execute((trx) => queueMessages(trx, { jobs }, keys.map(aDraft), clock.now()))
const ids = (...keys: string[]) => keys.map(messageIdOf).toSorted()

describe('the outbox', () => {
  test('asks for the sending of exactly what is new', async () => {
    const news = [await queue('a', 'b'), await queue('b', 'c'), await queue('c')]
    await jobs.idle()
    expect(news).toEqual([true, true, false])
    expect(asked.toSorted()).toEqual(ids('a', 'b', 'c'))
  })

  test('takes one key once from any number of writers at the same time', async () => {
    const keys = Array.from({ length: 50 }, (_, n) => `key ${n}`)
    const writers = Array.from({ length: 8 }, (_, n) =>
      queue(...(n % 2 ? keys : keys.toReversed())),
    )
    await Promise.all(writers)
    await jobs.idle()
    expect(asked.toSorted()).toEqual(ids(...keys))
  })

  test('keeps nothing of a transaction that is rolled back', async () => {
    const failing = database.db.transaction().execute(async (trx) => {
      await queueMessages(trx, { jobs }, [aDraft('a')], clock.now())
      throw new Error('changed my mind')
    })
    await expect(failing).rejects.toThrow('changed my mind')
    await jobs.idle()
    const left = await database.db.selectFrom('message').select('id').execute()
    expect({ left, asked }).toEqual({ left: [], asked: [] })
  })

  test('queues again what was due for long and lost its job', async () => {
    await queue('lost')
    await jobs.idle()
    asked.length = 0
    await clock.advance(minutes(6))
    await queue('fresh')
    const dueBefore = instant(clock.now() - minutes(5))
    const outbox = pgOutbox({ db: database.db, jobs })
    expect(await outbox.requeueStranded(dueBefore, 10, clock.now())).toBe(1)
    // Once: it is now as good as new.
    expect(await outbox.requeueStranded(dueBefore, 10, clock.now())).toBe(0)
    await jobs.idle()
    expect(asked.toSorted()).toEqual(ids('lost', 'fresh'))
  })
})

describe('what machines are told', () => {
  test('goes to each endpoint that listens to it, once', () => {
    const endpoints = [
      { id: 'e1', organization_id: shop.organization, events: ['shipment.ready'] },
      { id: 'e2', organization_id: shop.organization, events: ['shipment.collected'] },
      { id: 'e3', organization_id: 'somebody else', events: ['shipment.ready'] },
    ]
    const payload: MachineEvent['payload'] = {
      type: 'shipment.ready',
      timestamp: '2026-03-05T10:00:00.000Z',
      data: {} as never,
    }
    const { organization } = shop
    const event: MachineEvent = { organization, shipment: null, payload, key: 'shp_1|1' }
    expect(webhookDrafts(endpoints, event)).toEqual([
      {
        organization,
        shipment: null,
        kind: 'shipment.ready',
        channel: 'webhook',
        recipient: 'e1',
        locale: 'en',
        data: payload,
        dedupeKey: 'shipment.ready|shp_1|1|webhook|e1',
      },
    ])
  })
})
