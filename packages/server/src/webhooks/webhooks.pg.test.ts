import { uuidOf } from '@cubby/kit/ids'
import { listMessages } from '@cubby/protocol/operations/messages/list-messages'
import { replayMessage } from '@cubby/protocol/operations/messages/replay-message'
import { listAlarms } from '@cubby/protocol/operations/upkeep/list-alarms'
import { listQuarantine } from '@cubby/protocol/operations/upkeep/list-quarantine'
import { resolveEntry } from '@cubby/protocol/operations/upkeep/resolve-entry'
import { createWebhook } from '@cubby/protocol/operations/webhooks/create-webhook'
import { deleteWebhook } from '@cubby/protocol/operations/webhooks/delete-webhook'
import { listWebhooks } from '@cubby/protocol/operations/webhooks/list-webhooks'
import { rotateWebhookSecret } from '@cubby/protocol/operations/webhooks/rotate-webhook-secret'
import { testWebhook } from '@cubby/protocol/operations/webhooks/test-webhook'
import { type SmallNetwork, smallNetwork } from '@cubby/testing/api/small-network'
import { type TestApi, testApi } from '@cubby/testing/api/test-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { timestamp } from '../db/tables/column.ts'
import { unsealSecrets } from '../notifications/channels/webhook-signature.ts'

let api: TestApi
let network: SmallNetwork
beforeAll(async () => {
  api = await testApi()
  network = await smallNetwork(api)
})
afterAll(() => api[Symbol.asyncDispose]())

const register = (url: string) =>
  api.ask(network.shopKey, createWebhook, {
    body: { url, events: ['shipment.announced', 'shipment.announced'] },
  })

describe('a webhook endpoint', () => {
  test.each([
    'http://hooks.example.org/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://169.254.169.254/latest/meta-data',
    'https://192.168.1.1/',
    'https://localhost/',
    'https://db.internal/',
    'https://intranet/',
    'https://user:password@hooks.example.org/',
    'ftp://hooks.example.org/',
    'file:///etc/passwd',
  ])('cannot be %s', async (url) => {
    const answer = await register(url)
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '/url' }] } })
  })

  test('hears what its organization announces, once; its secret is shown once and kept sealed', async () => {
    const { body: webhook } = await register('https://hooks.example.org/once')
    expect(webhook).toMatchObject({ events: ['shipment.announced'] })
    expect(webhook.secret).toMatch(/^whsec_/)
    const { items } = await api.call(network.shopKey, listWebhooks)
    expect(JSON.stringify(items)).not.toContain('whsec_')
    const shipment = await network.announce()
    const messages = await api.call(network.shopKey, listMessages, {
      query: { shipment: shipment.id },
    })
    expect(messages.items).toMatchObject([
      { kind: 'shipment.announced', channel: 'webhook', recipient: webhook.id, state: 'queued' },
    ])
    await api.call(network.shopKey, deleteWebhook, { params: { webhook: webhook.id } })
    const after = await api.call(network.shopKey, listMessages, {
      query: { shipment: shipment.id },
    })
    expect(after.items).toMatchObject([{ state: 'dropped' }])
  })

  test('gets a new secret while the old one still signs', async () => {
    const { body: webhook } = await register('https://hooks.example.org/rotated')
    const params = { webhook: webhook.id }
    const rotated = await api.call(network.shopKey, rotateWebhookSecret, { params })
    const { secret_sealed: sealed } = await api.ctx.db
      .selectFrom('webhook_endpoint')
      .select('secret_sealed')
      .where('id', '=', uuidOf(webhook.id))
      .executeTakeFirstOrThrow()
    const secrets = unsealSecrets(api.ctx.keys, uuidOf(webhook.id), sealed)
    expect(secrets).toEqual([rotated.secret, webhook.secret])
  })

  test('can be tried out, and each try is a message of its own', async () => {
    const { body: webhook } = await register('https://hooks.example.org/tried')
    const params = { webhook: webhook.id }
    const one = await api.call(network.shopKey, testWebhook, { params })
    const two = await api.call(network.shopKey, testWebhook, { params })
    expect(one.message).not.toBe(two.message)
  })
})

describe('messages', () => {
  /** Nothing sends here, so what a sender would have noted is written by hand. */
  const note = (id: string, state: 'dead' | 'inbox') =>
    api.ctx.db
      .updateTable('message')
      .set({ state, finished_at: timestamp(api.clock.now()), last_error: 'no' })
      .where('id', '=', uuidOf(id))
      .execute()

  test('that were given up can be tried again, and only those', async () => {
    const { body: webhook } = await register('https://hooks.example.org/again')
    const { message } = await api.call(network.shopKey, testWebhook, {
      params: { webhook: webhook.id },
    })
    const params = { message }
    expect(await api.ask(network.shopKey, replayMessage, { params })).toMatchObject({ status: 409 })
    await note(message, 'dead')
    const replayed = await api.call(network.shopKey, replayMessage, { params })
    expect(replayed).toMatchObject({ id: message, state: 'queued', attempts: 0, finishedAt: null })
    expect(await api.ask(network.rivalKey, replayMessage, { params })).toMatchObject({
      status: 404,
    })
  })

  test('in the inbox show their text to those who may read codes, and to nobody else', async () => {
    const { body: webhook } = await register('https://hooks.example.org/read')
    const { message } = await api.call(network.shopKey, testWebhook, {
      params: { webhook: webhook.id },
    })
    await note(message, 'inbox')
    const blind = await api.key({
      organization: uuidOf(network.shop.id),
      scopes: ['messages:read'],
    })
    const query = { query: { state: 'inbox' as const } }
    const [seen] = (await api.call(network.shopKey, listMessages, query)).items
    const [hidden] = (await api.call(blind, listMessages, query)).items
    expect(seen?.text).toContain(webhook.id)
    expect(hidden).toMatchObject({ id: message, text: null })
  })
})

describe('upkeep', () => {
  test('shows entries that could not be applied until somebody sets them aside', async () => {
    const journal = api.ctx.ids.mint('jrn')
    const { locker } = network
    await api.ctx.db
      .insertInto('quarantine')
      .values({
        locker_id: uuidOf(locker.id),
        journal_id: uuidOf(journal),
        seq: 3,
        error: 'no such stay',
        created_at: timestamp(api.clock.now()),
        resolution: null,
        resolved_by: null,
      })
      .execute()
    const list = () => api.call(api.operator, listQuarantine)
    expect((await list()).items).toMatchObject([{ locker: locker.id, journal, seq: 3, type: null }])
    const params = { locker: locker.id, journal, seq: 3 }
    const asked = { params, body: { how: 'skipped' as const } }
    const skipped = await api.call(api.operator, resolveEntry, asked)
    expect(skipped).toMatchObject({ resolution: 'skipped' })
    expect((await list()).items).toEqual([])
    expect(await api.ask(api.operator, resolveEntry, asked)).toMatchObject({ status: 409 })
  })

  test('lists alarms, of one locker when asked', async () => {
    const { locker } = network
    await api.ctx.db
      .insertInto('alarm')
      .values({
        id: uuidOf(api.ctx.ids.mint('evt')),
        locker_id: uuidOf(locker.id),
        kind: 'door.forced',
        cell_id: null,
        detail: '{"side":"front"}',
        dedupe_key: 'one',
        at: timestamp(api.clock.now()),
      })
      .execute()
    const { items } = await api.call(api.operator, listAlarms, { query: { locker: locker.id } })
    expect(items).toMatchObject([{ kind: 'door.forced', detail: { side: 'front' } }])
    const other = { query: { locker: api.ctx.ids.mint('lck') } }
    expect((await api.call(api.operator, listAlarms, other)).items).toEqual([])
  })
})
