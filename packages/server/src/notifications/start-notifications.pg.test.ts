import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { idOf } from '@cubby/kit/ids'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import { realClock, realIds } from '@cubby/keys/real-clock'
import { httpSink } from '@cubby/testing/messages/http-sink'
import { aShipment, aShop, thursday } from '@cubby/testing/messages/shop-with-shipment'
import { testDatabase } from '@cubby/testing/postgres/test-database'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { timestamp } from '../db/tables/column.ts'
import { startPgBossJobs } from '../jobs/pg-boss-jobs.ts'
import { loadServerKeys } from '../keys/server-keys.ts'
import { localPokes } from '../link/pokes/local-pokes.ts'
import { sealSecrets } from './channels/webhook-signature.ts'
import { shipmentEvent } from './machine-events.ts'
import { recipientDrafts, webhookDrafts } from './message-draft.ts'
import { queueMessages } from './pg/queue-messages.ts'
import { startNotifications } from './start-notifications.ts'

/** Takes connections and says nothing, until it hangs up on all of them. */
async function silentHost() {
  const sockets: Socket[] = []
  const server = createServer((socket) => void sockets.push(socket)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const hangUp = () => {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/`, called: once(server, 'connection'), hangUp }
}

test('a shop that does not answer its webhook holds up nobody else', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'cubby-keys-'))
  const keys = loadServerKeys(dir)
  await using database = await testDatabase()
  await using gateway = await httpSink()
  const { db } = database
  const silent = await silentHost()
  const log = pino({ level: 'silent' })
  // One at a time: whoever is held up is held up for as long as the shop is silent.
  const jobs = await startPgBossJobs({ url: database.url, clock: realClock, log, slots: 1 })
  const clock = new VirtualClock(thursday)
  const ctx = { db, jobs, clock, keys, log, ids: realIds, pokes: localPokes() }
  const notifications = startNotifications(ctx, {
    smtp: null,
    sms: { url: gateway.url, token: 't' },
    webhooksMayBePrivate: true,
  })
  const shop = await aShop(db)
  const phone = '+4915112345678'
  const shipment = await aShipment(db, keys, shop, { phone })
  const endpoint = {
    id: shop.locker,
    organization_id: shop.organization,
    events: ['shipment.ready'],
  }
  await db
    .insertInto('webhook_endpoint')
    .values({
      ...endpoint,
      url: silent.url,
      secret_sealed: sealSecrets(keys, shop.locker, ['whsec_AAAA']),
      created_at: timestamp(thursday),
    })
    .execute()
  const facts = {
    id: idOf('shp', shipment),
    organization: idOf('org', shop.organization),
    carrier: null,
    locker: idOf('lck', shop.locker),
    reference: null,
    status: 'ready' as const,
    readyAt: thursday,
    dueAt: null,
  }
  const event = shipmentEvent('shipment.ready', facts, [], { at: thursday, occurrence: '1' })
  const queue = (drafts: Parameters<typeof queueMessages>[2]) =>
    db.transaction().execute((trx) => queueMessages(trx, ctx, drafts, thursday))

  await queue(webhookDrafts([endpoint], event))
  jobs.kick()
  await silent.called
  await queue(recipientDrafts({ ...facts, email: null, phone, locale: 'en' }, 'shipment.ready', ''))
  jobs.kick()
  // Would never come if the text message waited for the webhook.
  while (gateway.received.length === 0) await new Promise((resolve) => setImmediate(resolve))

  silent.hangUp()
  await jobs.idle()
  const states = await db
    .selectFrom('message')
    .select(['channel', 'state', 'last_error'])
    .orderBy('channel')
    .execute()
  expect(states).toEqual([
    { channel: 'sms', state: 'sent', last_error: null },
    { channel: 'webhook', state: 'queued', last_error: 'ECONNRESET' },
  ])
  await jobs.stop()
  notifications.stop()
  rmSync(dir, { recursive: true })
})
