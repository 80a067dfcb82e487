import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hours, instant } from '@cubby/kit/clock'
import { idOf } from '@cubby/kit/ids'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import { realIds } from '@cubby/keys/real-clock'
import {
  aShipment,
  aShop,
  type Shop,
  type ShipmentOver,
  thursday,
} from '@cubby/testing/messages/shop-with-shipment'
import { anEndpoint, toldMachines } from '@cubby/testing/messages/told-machines'
import { type TestDatabase, testDatabase } from '@cubby/testing/postgres/test-database'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { timestamp } from '../db/tables/column.ts'
import type { Jobs } from '../jobs/jobs.ts'
import { loadServerKeys } from '../keys/server-keys.ts'
import { localPokes } from '../link/pokes/local-pokes.ts'
import { pgStore } from '../store/pg/pg-store.ts'
import type { Store } from '../store/store.ts'
import { nextTimerAt } from './next-timer.ts'
import { sweepTimers } from './sweep.ts'

const dir = mkdtempSync(join(tmpdir(), 'cubby-keys-'))
const keys = loadServerKeys(dir)
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const dueAt = instant(thursday + hours(72))
let database: TestDatabase
let shop: Shop
let clock: VirtualClock
let ctx: Parameters<typeof sweepTimers>[0]
let store: Store

beforeEach(async () => {
  database = await testDatabase()
  shop = await aShop(database.db)
  clock = new VirtualClock(thursday)
  // What is told is looked up in the outbox; nothing is sent here.
  const jobs: Jobs = {
    enqueue: async () => {},
    kick() {},
    idle: async () => {},
    stop: async () => {},
  }
  ctx = { jobs, clock, keys, ids: realIds, pokes: localPokes() }
  store = pgStore({ db: database.db, jobs })
})
afterEach(() => database[Symbol.asyncDispose]())

const waiting = (over: ShipmentOver = {}) => {
  const timer = nextTimerAt(
    { status: over.status ?? 'ready', dueAt },
    { reminderHoursBefore: [24] },
    thursday,
  )
  return aShipment(database.db, keys, shop, { dueAt, nextTimerAt: timer, ...over })
}
const sweep = (atMost = 100) => sweepTimers(ctx, store, { atMost })
const shipment = (id: string) =>
  database.db
    .selectFrom('shipment')
    .select(['status', 'overdue_at', 'next_timer_at'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
const told = async () =>
  (
    await database.db
      .selectFrom('message')
      .select(['kind', 'channel'])
      .orderBy('kind')
      .orderBy('channel')
      .execute()
  ).map(({ kind, channel }) => `${kind} ${channel}`)

describe('a sweep', () => {
  test('reminds once, and then waits for the end', async () => {
    const id = await waiting({ phone: '+4915112345678' })
    expect(await sweep()).toBe(0)
    await clock.advance(hours(48))
    expect(await sweep()).toBe(1)
    expect(await sweep()).toBe(0)
    expect(await told()).toEqual(['shipment.reminder email', 'shipment.reminder sms'])
    expect(await shipment(id)).toEqual({
      status: 'ready',
      overdue_at: null,
      next_timer_at: dueAt,
    })
  })

  test('gives more time once where the rules say so, and tells of it; the next end is the end', async () => {
    await anEndpoint(database.db, shop.organization)
    const id = await waiting({ rules: { atEnd: 'extend', extensionHours: 24 } })
    await clock.advance(hours(72))
    expect(await sweep()).toBe(1)
    expect(await shipment(id)).toMatchObject({ status: 'ready', overdue_at: null })
    expect(await told()).toEqual(['shipment.extended email', 'shipment.extended webhook'])
    await clock.advance(hours(24))
    expect(await sweep()).toBe(1)
    expect(await shipment(id)).toMatchObject({ status: 'overdue' })
    expect(await told()).toContain('shipment.expired email')
  })

  test('does not give more time to what somebody has extended before', async () => {
    const id = await waiting({ rules: { atEnd: 'extend' } })
    await database.db.updateTable('shipment').set({ extensions: 1 }).where('id', '=', id).execute()
    await clock.advance(hours(72))
    await sweep()
    expect(await shipment(id)).toMatchObject({ status: 'overdue' })
  })

  test('tells the shop alone of the end of what is kept until it is called off', async () => {
    await anEndpoint(database.db, shop.organization)
    const id = await waiting({ rules: { atEnd: 'keep' } })
    await clock.advance(hours(72))
    await sweep()
    expect(await shipment(id)).toMatchObject({ status: 'overdue' })
    expect(await told()).toEqual(['shipment.overdue webhook'])
  })

  test('ends the storage, and tells the recipient and the shop', async () => {
    await anEndpoint(database.db, shop.organization)
    const id = await waiting()
    await clock.advance(hours(72))
    expect(await sweep()).toBe(1)
    expect(await shipment(id)).toEqual({
      status: 'overdue',
      overdue_at: dueAt,
      next_timer_at: null,
    })
    expect(await told()).toEqual(['shipment.expired email', 'shipment.overdue webhook'])
    expect(await toldMachines(database.db)).toMatchObject([
      {
        type: 'shipment.overdue',
        data: { shipment: idOf('shp', id), parcels: [{ status: 'stored' }, { status: 'stored' }] },
      },
    ])
  })

  test('reminds again after an extension', async () => {
    const id = await waiting()
    await clock.advance(hours(48))
    await sweep()
    const later = instant(dueAt + hours(24))
    await database.db
      .updateTable('shipment')
      .set({ due_at: timestamp(later), next_timer_at: timestamp(dueAt) })
      .where('id', '=', id)
      .execute()
    await clock.advance(hours(24))
    await sweep()
    expect(await told()).toEqual(['shipment.reminder email', 'shipment.reminder email'])
    expect((await shipment(id)).next_timer_at).toBe(later)
  })

  test('says nothing to somebody who was never told that it is there', async () => {
    const id = await waiting({ status: 'partly-stored', readyAt: null })
    await clock.advance(hours(72))
    await sweep()
    expect((await shipment(id)).status).toBe('overdue')
    expect(await told()).toEqual([])
  })

  test('leaves a disputed shipment disputed, and remembers that its time is over', async () => {
    const id = await waiting({ status: 'disputed' })
    await clock.advance(hours(72))
    await sweep()
    expect(await shipment(id)).toEqual({
      status: 'disputed',
      overdue_at: dueAt,
      next_timer_at: null,
    })
    expect(await told()).toEqual([])
  })

  test('only clears the timer of a shipment that was collected meanwhile', async () => {
    const id = await waiting({ status: 'collected', nextTimerAt: dueAt })
    await clock.advance(hours(72))
    expect(await sweep()).toBe(1)
    expect(await shipment(id)).toEqual({
      status: 'collected',
      overdue_at: null,
      next_timer_at: null,
    })
    expect(await told()).toEqual([])
  })

  test('by several processes at once does everything once', async () => {
    for (let n = 0; n < 30; n++) await waiting()
    await clock.advance(hours(72))
    const process = async () => {
      let swept = 0
      for (let count = await sweep(7); count > 0; count = await sweep(7)) swept += count
      return swept
    }
    const counts = await Promise.all([process(), process(), process()])
    // Whatever a process found taken by another, that one did.
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(30)
    expect(await told()).toEqual(Array.from({ length: 30 }, () => 'shipment.expired email'))
  })
})
