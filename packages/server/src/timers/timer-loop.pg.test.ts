import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hours, instant } from '@cubby/kit/clock'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import { realClock, realIds } from '@cubby/keys/real-clock'
import { aShipment, aShop, thursday } from '@cubby/testing/messages/shop-with-shipment'
import { testDatabase } from '@cubby/testing/postgres/test-database'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { timestamp } from '../db/tables/column.ts'
import { startPgBossJobs } from '../jobs/pg-boss-jobs.ts'
import { loadServerKeys } from '../keys/server-keys.ts'
import { startNotifications } from '../notifications/start-notifications.ts'
import { localPokes } from '../link/pokes/local-pokes.ts'
import { pgTimerPorts } from './pg-timer-ports.ts'
import { startTimers } from './timer-loop.ts'

/** Everything together, as a server process starts it: what fell due while nobody ran is caught up with. */
test('after a standstill the first round tells what is due and forgets what is old', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'cubby-keys-'))
  const keys = loadServerKeys(dir)
  await using database = await testDatabase()
  const { db } = database
  const log = pino({ level: 'silent' })
  const jobs = await startPgBossJobs({ url: database.url, clock: realClock, log })
  const clock = new VirtualClock(thursday)
  const pokes = localPokes()
  const ctx = { db, jobs, clock, keys, log, ids: realIds, pokes }
  const notifications = startNotifications(ctx, {
    smtp: null,
    sms: null,
    webhooksMayBePrivate: false,
  })

  const shop = await aShop(db)
  const shipment = await aShipment(db, keys, shop, { nextTimerAt: instant(thursday - hours(1)) })
  const answer = { api_key_id: shop.locker, fingerprint: '', status: 200, reply: '{}' }
  const answered = (key: string, hoursAgo: number) => ({
    ...answer,
    key,
    created_at: timestamp(instant(thursday - hours(hoursAgo))),
  })
  await db
    .insertInto('idempotency')
    .values([answered('old', 49), answered('young', 47)])
    .execute()
  await db
    .updateTable('shipment')
    .set({ due_at: timestamp(thursday) })
    .where('id', '=', shipment)
    .execute()

  const timers = startTimers({ ...ctx, pokes: localPokes() }, pgTimerPorts(ctx))
  // Stopping lets the round that has begun come to its end.
  await timers.stop()
  await jobs.idle()

  const told = await db.selectFrom('message').select(['kind', 'state']).execute()
  expect(told).toEqual([{ kind: 'shipment.expired', state: 'inbox' }])
  const kept = await db.selectFrom('idempotency').select('key').execute()
  expect(kept).toEqual([{ key: 'young' }])
  await jobs.stop()
  notifications.stop()
  rmSync(dir, { recursive: true })
})
