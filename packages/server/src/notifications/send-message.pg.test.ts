import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { must } from '@cubby/kit/assert'
import { hours, minutes, seconds } from '@cubby/kit/clock'
import { idOf } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import { realClock } from '@cubby/keys/real-clock'
import { type HttpSink, httpSink } from '@cubby/testing/messages/http-sink'
import { aShipment, aShop, type Shop, thursday } from '@cubby/testing/messages/shop-with-shipment'
import { until } from '@cubby/testing/network/until'
import { type TestDatabase, testDatabase } from '@cubby/testing/postgres/test-database'
import { waitsForLock } from '@cubby/testing/postgres/waits-for-lock'
import { pino } from 'pino'
import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { timestamp } from '../db/tables/column.ts'
import type { JobServer } from '../jobs/jobs.ts'
import { startPgBossJobs } from '../jobs/pg-boss-jobs.ts'
import { loadServerKeys, type ServerKeys } from '../keys/server-keys.ts'
import { realChannels } from './channels/real-channels.ts'
import { sealSecrets } from './channels/webhook-signature.ts'
import type { NotificationConfig } from './config.ts'
import { type MessageDraft, recipientDrafts } from './message-draft.ts'
import { messageIdOf } from './message-id.ts'
import { pgOutbox } from './pg/pg-outbox.ts'
import { queueMessages } from './pg/queue-messages.ts'
import { messageSender } from './send-message.ts'

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const phone = '+4915112345678'
const dir = mkdtempSync(join(tmpdir(), 'cubby-keys-'))
const keys: ServerKeys = loadServerKeys(dir)
afterAll(() => rmSync(dir, { recursive: true, force: true }))

let database: TestDatabase
let jobs: JobServer
let sink: HttpSink
let shop: Shop
let clock: VirtualClock
let logged: string

beforeEach(async () => {
  database = await testDatabase()
  const log = pino({ level: 'silent' })
  jobs = await startPgBossJobs({ url: database.url, clock: realClock, log })
  sink = await httpSink()
  shop = await aShop(database.db)
  clock = new VirtualClock(thursday)
  logged = ''
})
afterEach(async () => {
  await jobs.stop()
  await sink[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
})

const inbox: NotificationConfig = { smtp: null, sms: null, webhooksMayBePrivate: true }
const withGateway = (): NotificationConfig => ({ ...inbox, sms: { url: sink.url, token: 't' } })

/** One server process that sends: `now` works off these messages as a job of each would. */
function aSender(config: NotificationConfig) {
  const log = pino({ level: 'info' }, { write: (line: string) => void (logged += line) })
  const ctx = { db: database.db, jobs, clock, keys, log }
  const handle = messageSender(ctx, pgOutbox(ctx), realChannels(ctx, config).channels)
  const now = async (...messages: string[]) => {
    await Promise.all(handle(messages.map((message) => ({ message }))))
  }
  return { handle, now }
}

async function queue(drafts: MessageDraft[]) {
  await database.db
    .transaction()
    .execute((trx) => queueMessages(trx, { jobs }, drafts, clock.now()))
  return drafts.map(({ dedupeKey }) => messageIdOf(dedupeKey))
}

async function aReadyMessage(over: Parameters<typeof aShipment>[3] = {}) {
  const told = { email: null, phone, locale: 'en', ...over }
  const shipment = await aShipment(database.db, keys, shop, told)
  const addressed = {
    ...told,
    id: idOf('shp', shipment),
    organization: idOf('org', shop.organization),
  }
  const queueFor = (deposit: string) => queue(recipientDrafts(addressed, 'shipment.ready', deposit))
  const messages = await queueFor('1')
  return { shipment, messages, message: must(messages[0], 'queued'), queueFor }
}

const row = (id: string) =>
  database.db
    .selectFrom('message')
    .select(['state', 'attempts', 'last_error', 'next_attempt_at', 'finished_at'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
const setStatus = (id: string, status: 'collected' | 'withdrawn') =>
  database.db.updateTable('shipment').set({ status }).where('id', '=', id).execute()

describe('sending', () => {
  test('goes from the outbox to the recipient, and leaves neither code nor number in the log', async () => {
    jobs.serve('message.send', aSender(withGateway()).handle)
    const { message } = await aReadyMessage()
    jobs.kick()
    await jobs.idle()
    expect(await row(message)).toMatchObject({ state: 'sent', attempts: 1, last_error: null })
    expect(JSON.parse(sink.received[0]?.body ?? '')).toMatchObject({
      to: phone,
      text: expect.stringMatching(
        /^Blue Shop: 2 parcels at Central station, Lange Str. 1, 10115 Berlin. Code 1234-5678, until Sun.* 8 Mar.* 11:00.$/,
      ),
    })
    expect(logged).toContain('message sent')
    expect(logged).not.toMatch(/1234-?5678|4915112345678/)
  })

  test('puts messages of channels that are not configured into the inbox', async () => {
    const { messages } = await aReadyMessage({ email: 'ann@example.org' })
    await aSender(inbox).now(...messages)
    const states = await Promise.all(messages.map(async (id) => (await row(id)).state))
    expect(states).toEqual(['inbox', 'inbox'])
  })

  test('happens once, however many processes have a job for it', async () => {
    const { message } = await aReadyMessage()
    const senders = Array.from({ length: 4 }, () => aSender(withGateway()))
    await Promise.all(senders.map((sender) => sender.now(message, message)))
    await aSender(withGateway()).now(message)
    expect(sink.received).toHaveLength(1)
    expect(await row(message)).toMatchObject({ state: 'sent', attempts: 1 })
  })

  test('is free again a minute after its sender died', async () => {
    const { message } = await aReadyMessage()
    const dead = { attempts: 1, next_attempt_at: timestamp((thursday + 60_000) as typeof thursday) }
    await database.db.updateTable('message').set(dead).where('id', '=', message).execute()
    const sender = aSender(withGateway())
    await clock.advance(seconds(59))
    await sender.now(message)
    expect(sink.received).toHaveLength(0)
    await clock.advance(seconds(1))
    await sender.now(message)
    expect(await row(message)).toMatchObject({ state: 'sent', attempts: 2 })
  })
})

describe('a message that cannot be delivered', () => {
  test('is tried again later, and not sooner than the gateway has asked for', async () => {
    const { message } = await aReadyMessage()
    const sender = aSender(withGateway())
    sink.answers({ status: 429, headers: { 'retry-after': '600' } }, { status: 200 })
    await sender.now(message)
    expect(await row(message)).toMatchObject({
      state: 'queued',
      attempts: 1,
      last_error: 'http 429',
      next_attempt_at: thursday + 600_000,
    })
    await sender.now(message)
    expect(sink.received).toHaveLength(1)
    await clock.advance(minutes(10))
    await sender.now(message)
    expect(await row(message)).toMatchObject({ state: 'sent', attempts: 2 })
  })

  test('is given up after its last attempt', async () => {
    const { message } = await aReadyMessage()
    const sender = aSender(withGateway())
    sink.answers({ status: 503 })
    for (let attempt = 0; attempt < limits.messageAttemptsMax + 2; attempt++) {
      await sender.now(message)
      await clock.advance(hours(24))
    }
    expect(sink.received).toHaveLength(limits.messageAttemptsMax)
    expect(await row(message)).toMatchObject({ state: 'dead', last_error: 'http 503' })
  })

  test('is given up at once when the gateway will never take it', async () => {
    const { message } = await aReadyMessage()
    sink.answers({ status: 400 })
    await aSender(withGateway()).now(message)
    expect(await row(message)).toMatchObject({ state: 'dead', attempts: 1, last_error: 'http 400' })
  })
})

describe('a message that is not true any more (invariant 10)', () => {
  test('is dropped: nobody is asked to collect what they have', async () => {
    const { message, shipment } = await aReadyMessage()
    await setStatus(shipment, 'collected')
    await aSender(withGateway()).now(message)
    expect(sink.received).toEqual([])
    expect(await row(message)).toMatchObject({ state: 'dropped' })
    expect((await aReadyShipment(shipment)).ready_at).toBe(thursday)
  })

  test('can be told anew when the parcels were taken out and put in again', async () => {
    const { message, shipment, queueFor } = await aReadyMessage()
    await setStatus(shipment, 'withdrawn')
    await aSender(withGateway()).now(message)
    expect(await row(message)).toMatchObject({ state: 'dropped' })
    expect((await aReadyShipment(shipment)).ready_at).toBeNull()
    await database.db
      .updateTable('shipment')
      .set({ status: 'ready' })
      .where('id', '=', shipment)
      .execute()
    const [again] = await queueFor('2')
    await aSender(withGateway()).now(must(again, 'queued'))
    expect(sink.received).toHaveLength(1)
    // Another meaning: a gateway that had taken the first one must not take this for its repetition.
    expect(again).not.toBe(message)
  })

  test('is told after all when the parcels are put in again just before it is dropped', async () => {
    const { message, shipment } = await aReadyMessage()
    await setStatus(shipment, 'withdrawn')
    const [isInside, mayEnd] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    // The next deposit tells nobody: as far as it can see, the first message is still on its way.
    const depositing = database.db.transaction().execute(async (trx) => {
      await trx
        .updateTable('shipment')
        .set({ status: 'ready' })
        .where('id', '=', shipment)
        .execute()
      isInside.resolve()
      await mayEnd.promise
    })
    await isInside.promise
    const sending = aSender(withGateway()).now(message)
    await until('the sender waits', () => waitsForLock(database.db), seconds(10))
    mayEnd.resolve()
    await Promise.all([depositing, sending])
    expect(sink.received).toHaveLength(1)
    expect(await row(message)).toMatchObject({ state: 'sent', attempts: 1 })
  })

  const aReadyShipment = (id: string) =>
    database.db
      .selectFrom('shipment')
      .select('ready_at')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
})

describe('a webhook', () => {
  async function aWebhook(secrets = [secret]) {
    const endpoint = (await database.db.selectFrom('locker').select('id').executeTakeFirstOrThrow())
      .id
    await database.db
      .insertInto('webhook_endpoint')
      .values({
        id: endpoint,
        organization_id: shop.organization,
        url: sink.url,
        events: ['shipment.ready'],
        created_at: timestamp(thursday),
        secret_sealed: sealSecrets(keys, endpoint, secrets),
      })
      .execute()
    const [message] = await queue([
      {
        organization: shop.organization,
        shipment: null,
        kind: 'shipment.ready',
        channel: 'webhook',
        recipient: endpoint,
        locale: 'en',
        dedupeKey: 'w',
        data: {
          type: 'shipment.ready',
          timestamp: '2026-03-05T10:00:00.000Z',
          data: { n: 1 },
        },
      },
    ])
    return { endpoint, message: must(message, 'queued') }
  }

  test('is signed with the secret in its row, and keeps its id over attempts', async () => {
    const { message } = await aWebhook()
    // The verifying library compares with the machine's clock.
    clock = new VirtualClock(realClock.now())
    const sender = aSender(inbox)
    sink.answers({ status: 500 }, { status: 200 })
    await sender.now(message)
    await clock.advance(minutes(1))
    await sender.now(message)
    const [first, second] = sink.received
    const headers = second?.headers as Record<string, string>
    expect(headers['webhook-id']).toMatch(/^msg_/)
    expect(first?.headers['webhook-id']).toBe(headers['webhook-id'])
    expect(new Webhook(secret).verify(second?.body ?? '', headers)).toMatchObject({
      data: { n: 1 },
    })
    expect(await row(message)).toMatchObject({ state: 'sent', attempts: 2 })
  })

  test('that answers 410 is never called again', async () => {
    const { endpoint, message } = await aWebhook()
    sink.answers({ status: 410 })
    await aSender(inbox).now(message)
    expect(await row(message)).toMatchObject({ state: 'dead', last_error: 'http 410' })
    const disabled = await database.db
      .selectFrom('webhook_endpoint')
      .select(['disabled_at', 'disabled_reason'])
      .where('id', '=', endpoint)
      .executeTakeFirstOrThrow()
    expect(disabled).toEqual({ disabled_at: thursday, disabled_reason: 'http 410' })
  })

  test('to a private address is not called unless the operator allows it', async () => {
    const { message } = await aWebhook()
    await aSender({ ...inbox, webhooksMayBePrivate: false }).now(message)
    expect(sink.received).toEqual([])
    expect(await row(message)).toMatchObject({ state: 'dead' })
  })
})
