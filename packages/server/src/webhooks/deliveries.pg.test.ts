import { hours, isoTime, later, minutes } from '@cubby/kit/clock'
import { createWebhook } from '@cubby/protocol/operations/webhooks/create-webhook'
import { disableWebhook } from '@cubby/protocol/operations/webhooks/disable-webhook'
import { enableWebhook } from '@cubby/protocol/operations/webhooks/enable-webhook'
import { listDeliveries } from '@cubby/protocol/operations/webhooks/list-deliveries'
import { readDelivery } from '@cubby/protocol/operations/webhooks/read-delivery'
import { readWebhook } from '@cubby/protocol/operations/webhooks/read-webhook'
import { replayDelivery } from '@cubby/protocol/operations/webhooks/replay-delivery'
import { replayPeriod } from '@cubby/protocol/operations/webhooks/replay-period'
import { rotateWebhookSecret } from '@cubby/protocol/operations/webhooks/rotate-webhook-secret'
import { testWebhook } from '@cubby/protocol/operations/webhooks/test-webhook'
import { updateWebhook } from '@cubby/protocol/operations/webhooks/update-webhook'
import { type SmallNetwork, smallNetwork } from '@cubby/testing/api/small-network'
import { type TestApi, testApi } from '@cubby/testing/api/test-api'
import { type HttpSink, httpSink } from '@cubby/testing/messages/http-sink'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { realChannels } from '../notifications/channels/real-channels.ts'
import { pgOutbox } from '../notifications/pg/pg-outbox.ts'
import { messageSender } from '../notifications/send-message.ts'

let api: TestApi
let network: SmallNetwork
let sink: HttpSink
beforeEach(async () => {
  api = await testApi()
  api.ctx.webhooksMayBePrivate = true
  network = await smallNetwork(api)
  sink = await httpSink()
})
afterEach(async () => {
  await sink[Symbol.asyncDispose]()
  await api[Symbol.asyncDispose]()
})

const register = () =>
  api.call(network.shopKey, createWebhook, {
    body: { url: sink.url, events: ['shipment.announced'] },
  })
const key = () => network.shopKey

/** Does what the queue asks for. */
async function sendAll() {
  const { ctx } = api
  const queued = await ctx.db
    .selectFrom('message')
    .select('id')
    .where('state', '=', 'queued')
    .where('channel', '=', 'webhook')
    .execute()
  const { channels } = realChannels(ctx, { smtp: null, sms: null, webhooksMayBePrivate: true })
  const handle = messageSender(ctx, pgOutbox(ctx), channels)
  await Promise.all(handle(queued.map(({ id }) => ({ message: id }))))
}

describe('the log of an endpoint', () => {
  test('tells each call as it ended, and the body as it was sent', async () => {
    const { id: webhook } = await register()
    await network.announce()
    sink.answers({ status: 500 }, { status: 204 })
    await sendAll()
    const params = { webhook }
    const [failed] = (await api.call(key(), listDeliveries, { params })).items
    expect(failed).toMatchObject({ state: 'queued', attempts: 1, lastStatus: 500 })
    await api.clock.advance(hours(1))
    await sendAll()
    const { items } = await api.call(key(), listDeliveries, { params })
    expect(items).toMatchObject([{ event: 'shipment.announced', state: 'sent', attempts: 2 }])
    const message = items[0]?.message ?? ('msg_' as const)
    const told = await api.call(key(), readDelivery, { params: { webhook, message } })
    expect(told.calls).toMatchObject([
      { status: 204, error: null },
      { status: 500, error: 'http 500' },
    ])
    expect(sink.received.map(({ body }) => body)).toEqual([told.body, told.body])
    const query = { state: 'dead' as const }
    expect((await api.call(key(), listDeliveries, { params, query })).items).toEqual([])
  })

  test('is paged newest first, and narrowed to a period', async () => {
    const { id: webhook } = await register()
    for (const label of ['A', 'B', 'C']) {
      await network.announce({ reference: label, parcels: [{ label, grams: 1 }] })
      await api.clock.advance(minutes(1))
    }
    const first = await api.call(key(), listDeliveries, {
      params: { webhook },
      query: { limit: 2 },
    })
    const rest = await api.call(key(), listDeliveries, {
      params: { webhook },
      query: { limit: 2, after: first.next as never },
    })
    expect(new Set([...first.items, ...rest.items].map(({ message }) => message)).size).toBe(3)
    expect(rest.next).toBeNull()
    const from = isoTime(later(api.clock.now(), minutes(-1)))
    const last = await api.call(key(), listDeliveries, { params: { webhook }, query: { from } })
    expect(last.items.map(({ message }) => message)).toEqual([first.items[0]?.message])
  })

  test('is nobody else’s', async () => {
    const { id: webhook } = await register()
    const params = { webhook }
    for (const operation of [readWebhook, listDeliveries, enableWebhook])
      expect(await api.ask(network.rivalKey, operation, { params })).toMatchObject({ status: 404 })
  })
})

describe('a replay', () => {
  test('tells one event again under the same id, though it had arrived', async () => {
    const { id: webhook } = await register()
    await network.announce()
    await sendAll()
    const [sent] = (await api.call(key(), listDeliveries, { params: { webhook } })).items
    const params = { webhook, message: sent?.message ?? ('msg_' as const) }
    expect(await api.call(key(), replayDelivery, { params })).toMatchObject({ state: 'queued' })
    expect(await api.ask(key(), replayDelivery, { params })).toMatchObject({ status: 409 })
    await sendAll()
    const ids = sink.received.map(({ headers }) => headers['webhook-id'])
    expect(ids).toEqual([sent?.message, sent?.message])
  })

  test('of a period tells what failed, or all of it', async () => {
    const { id: webhook } = await register()
    sink.answers({ status: 500 }, { status: 200 })
    for (const label of ['A', 'B', 'C'])
      await network.announce({ reference: label, parcels: [{ label, grams: 1 }] })
    await sendAll()
    await api.ctx.db
      .updateTable('message')
      .set({ state: 'dead' })
      .where('state', '=', 'queued')
      .execute()
    const replay = (which: 'failed' | 'all', from = '2026-01-01T00:00:00Z') =>
      api.ask(key(), replayPeriod, {
        params: { webhook },
        body: { from, until: '2026-12-31T00:00:00Z', which },
      })
    expect((await replay('failed')).body).toEqual({ count: 1 })
    await sendAll()
    expect((await replay('all')).body).toEqual({ count: 3 })
    expect((await replay('all', '2027-01-01T00:00:00Z')).body).toMatchObject({
      errors: [{ pointer: '/until' }],
    })
  })
})

describe('an endpoint', () => {
  test('that is disabled is told nothing, and again once it is enabled', async () => {
    const { id: webhook } = await register()
    const params = { webhook }
    const disabled = await api.call(key(), disableWebhook, { params, body: { reason: 'moving' } })
    expect(disabled).toMatchObject({ disabledReason: 'moving' })
    await network.announce()
    expect((await api.call(key(), listDeliveries, { params })).items).toEqual([])
    expect(await api.ask(key(), testWebhook, { params })).toMatchObject({ status: 409 })
    await api.call(key(), enableWebhook, { params })
    await api.call(key(), testWebhook, { params })
    await sendAll()
    expect(JSON.parse(sink.received[0]?.body ?? '')).toMatchObject({ type: 'webhook.test' })
  })

  test('is called with both secrets for a while after a rotation, then with the new one alone', async () => {
    const made = await register()
    const params = { webhook: made.id }
    const { secret, previousSecretUntil } = await api.call(key(), rotateWebhookSecret, {
      params,
      body: { bothHours: 2 },
    })
    expect(previousSecretUntil).toBe(isoTime(later(api.clock.now(), hours(2))))
    const verifies = async (one: string) => {
      sink.received.length = 0
      await api.call(key(), testWebhook, { params })
      await sendAll()
      const headers = sink.received[0]?.headers as Record<string, string>
      const signatures = headers['webhook-signature'] ?? ''
      return signatures
        .split(' ')
        .includes(signatureWith(one, headers, sink.received[0]?.body ?? ''))
    }
    expect(await verifies(made.secret)).toBe(true)
    expect(await verifies(secret)).toBe(true)
    await api.clock.advance(hours(2))
    expect(await verifies(made.secret)).toBe(false)
    expect(await verifies(secret)).toBe(true)
  })

  test('that moves is checked like a new one', async () => {
    const { id: webhook } = await register()
    const update = (body: object) => api.ask(key(), updateWebhook, { params: { webhook }, body })
    expect((await update({ url: 'https://user:pw@example.org/' })).body).toMatchObject({
      errors: [{ pointer: '/url' }],
    })
    expect((await update({ events: ['parcel.stored', 'parcel.stored'] })).body).toMatchObject({
      url: sink.url,
      events: ['parcel.stored'],
    })
  })
})

function signatureWith(secret: string, headers: Record<string, string>, body: string): string {
  const at = new Date(Number(headers['webhook-timestamp']) * 1_000)
  return new Webhook(secret).sign(headers['webhook-id'] ?? '', at, body)
}
