import { hours, type Instant, later, minutes, seconds } from '@cubby/kit/clock'
import { uuidOf } from '@cubby/kit/ids'
import { messageIdOf } from '@cubby/server/notifications/message-id'
import { mayBeTold } from '@cubby/server/notifications/still-true'
import { anId, morning } from '@cubby/testing/kernel/builders'
import { describe, expect, test } from 'vitest'
import { eachStore } from './each-store.ts'
import { aMessage, anEndpoint, announced, aShipment, save } from './samples.ts'

const lease = minutes(1)
const ids = (...keys: string[]) => keys.map(messageIdOf)
const inOrder = (...keys: string[]) => ids(...keys).toSorted()

eachStore((at) => {
  const now = () => at().clock.now()
  const queued = (...keys: string[]) => save(at(), { messages: keys.map((key) => aMessage(key)) })
  const claim = async (...keys: string[]) =>
    (await at().outbox.claim(ids(...keys), now(), later(now(), lease))).toSorted()
  const message = async (key: string) =>
    (await at().content()).messages.find(({ dedupeKey }) => dedupeKey === key)
  const dueAt = async (key: string) =>
    (await at().content()).jobs.find((job) => job.message === messageIdOf(key))?.dueAt
  const end = (key: string, state: 'sent' | 'dead', error: string | null = null) =>
    at().outbox.finish([{ id: messageIdOf(key), state, error }], now())

  describe('claiming', () => {
    test('takes what is new at once, counts the attempt, and leases it', async () => {
      await queued('a', 'b')
      expect(await claim('a', 'b', 'unknown')).toEqual(inOrder('a', 'b'))
      expect(await message('a')).toMatchObject({
        state: 'queued',
        attempts: 1,
        nextAttemptAt: later(morning, lease),
      })
    })

    test('takes a message once, however often it is named', async () => {
      await queued('a')
      expect(await claim('a', 'a')).toEqual(ids('a'))
      expect(await message('a')).toMatchObject({ attempts: 1 })
    })

    test('asks again at the end of the lease for what somebody else is at', async () => {
      await queued('a', 'b')
      await claim('a')
      expect(await claim('a', 'b')).toEqual(ids('b'))
      expect([await dueAt('a'), await dueAt('b')]).toEqual([later(morning, lease), morning])
      expect(await message('a')).toMatchObject({ attempts: 1 })
    })

    test('asks again in a second at the earliest', async () => {
      await queued('a')
      await claim('a')
      await at().clock.advance((lease - 1) as typeof lease)
      expect(await claim('a')).toEqual([])
      expect(await dueAt('a')).toBe(later(now(), seconds(1)))
    })

    test('takes again what was leased and never ended', async () => {
      await queued('a')
      await claim('a')
      await at().clock.advance(lease)
      expect(await claim('a')).toEqual(ids('a'))
      expect(await message('a')).toMatchObject({ attempts: 2 })
    })

    test('takes the first attempt at once, even if its time has not come', async () => {
      await at().clock.advance(hours(1))
      await queued('a')
      const early = (now() - 1_000) as Instant
      expect(await at().outbox.claim(ids('a'), early, later(early, lease))).toEqual(ids('a'))
    })

    test('leaves alone what has ended, and asks for nothing', async () => {
      await queued('a')
      await end('a', 'sent')
      await at().clock.advance(minutes(5))
      expect(await claim('a')).toEqual([])
      expect(await dueAt('a')).toBe(morning)
      expect(await at().outbox.claim([], now(), now())).toEqual([])
    })
  })

  describe('loading', () => {
    test('brings each message once with its shipment as it is now', async () => {
      await announced(at(), [1])
      const data = { dueAt: '2026-03-05T08:00:00.000Z' }
      await save(at(), {
        messages: [aMessage('a', { shipment: uuidOf(anId('shp', 1)), data, channel: 'sms' })],
        shipments: [aShipment(1, { status: 'ready', dueAt: morning })],
      })
      const loaded = await at().outbox.load([...ids('a', 'a'), ...ids('unknown')])
      expect(loaded).toHaveLength(1)
      expect(loaded[0]).toMatchObject({
        id: messageIdOf('a'),
        kind: 'shipment.ready',
        channel: 'sms',
        recipient: 'ann@example.org',
        data,
        attempts: 0,
        shipment: { status: 'ready', dueAt: morning },
      })
    })

    test('brings no shipment where machines are told, or where there is none', async () => {
      await announced(at(), [1])
      const shipment = uuidOf(anId('shp', 1))
      await save(at(), {
        messages: [aMessage('w', { shipment, channel: 'webhook' }), aMessage('a')],
      })
      const loaded = await at().outbox.load(ids('w', 'a'))
      expect(loaded.map((each) => each.shipment)).toEqual([null, null])
    })
  })

  describe('an ending', () => {
    test('is written down once', async () => {
      await queued('a', 'b')
      await end('a', 'dead', 'http 400')
      await at().clock.advance(minutes(1))
      await end('a', 'sent')
      await at().outbox.finish([], now())
      const dead = { state: 'dead', lastError: 'http 400', finishedAt: morning }
      expect(await message('a')).toMatchObject(dead)
      expect(await message('b')).toMatchObject({ state: 'queued', finishedAt: null })
    })
  })

  describe('a retry', () => {
    const retry = (key: string, channel: 'email' | 'webhook' = 'email') =>
      at().outbox.retry(
        { id: messageIdOf(key), channel, error: 'http 503', after: minutes(7) },
        now(),
      )

    test('notes why, and asks for the next attempt at its time', async () => {
      await save(at(), { messages: [aMessage('w', { channel: 'webhook' })] })
      await claim('w')
      await retry('w', 'webhook')
      const next = later(morning, minutes(7))
      expect(await message('w')).toMatchObject({ lastError: 'http 503', nextAttemptAt: next })
      expect((await at().content()).jobs).toEqual([
        { message: messageIdOf('w'), isWebhook: true, dueAt: next },
      ])
    })

    test('changes nothing of what has ended', async () => {
      await queued('a')
      await end('a', 'sent')
      await retry('a')
      expect(await message('a')).toMatchObject({ lastError: null, nextAttemptAt: morning })
    })
  })

  describe('a message that is not true any more', () => {
    const shipment = uuidOf(anId('shp', 1))
    /** A shipment that was told to be ready, and what became of it. */
    const ready = async (
      status: 'ready' | 'withdrawn' | 'announced' | 'collected' | 'cancelled',
      over: Parameters<typeof aMessage>[1] = {},
    ) => {
      await announced(at(), [1])
      const messages = [aMessage('a', { shipment, ...over })]
      await save(at(), { messages, shipments: [aShipment(1, { status, readyAt: morning })] })
    }
    const retract = async (...keys: string[]) =>
      (await at().outbox.retract(ids(...keys), mayBeTold, now())).map(({ id }) => id)
    const readyAt = async () => (await at().content()).shipments[0]?.readyAt

    test('is dropped, and lives again under its key when it is told anew', async () => {
      await ready('collected')
      await retract('a', 'unknown')
      expect(await message('a')).toMatchObject({
        state: 'dropped',
        lastError: 'not true any more',
        finishedAt: morning,
      })
      expect(await readyAt()).toBe(morning)
      expect(await save(at(), { messages: [aMessage('a')] })).toEqual({ hasJobs: true })
      expect(await message('a')).toMatchObject({ state: 'queued', attempts: 0, lastError: null })
      expect(await retract()).toEqual([])
    })

    test.each([
      ['withdrawn', null],
      ['announced', null],
      ['cancelled', morning],
    ] as const)(
      'lets a shipment that is %s be told of again: ready at %s',
      async (status, then) => {
        await ready(status)
        await retract('a')
        expect(await readyAt()).toBe(then)
      },
    )

    test('of another kind says nothing of whether it was told to be ready', async () => {
      await ready('withdrawn', { kind: 'shipment.reminder' })
      await retract('a')
      expect(await readyAt()).toBe(morning)
    })

    test('and became true again meanwhile stays, and is answered', async () => {
      await ready('ready')
      expect(await retract('a')).toEqual(ids('a'))
      expect(await message('a')).toMatchObject({ state: 'queued', finishedAt: null })
      expect(await readyAt()).toBe(morning)
    })

    test('and was sent by somebody else meanwhile stays sent, and its shipment told', async () => {
      await ready('withdrawn')
      await end('a', 'sent')
      await retract('a')
      expect(await message('a')).toMatchObject({ state: 'sent' })
      expect(await readyAt()).toBe(morning)
    })
  })

  describe('what was forgotten', () => {
    const requeue = (atMost = 10) =>
      at().outbox.requeueStranded(later(now(), minutes(-5)), atMost, now())

    test('is asked for again when it has been due for long', async () => {
      await queued('a')
      await at().clock.advance(minutes(2))
      await queued('b')
      await at().clock.advance(minutes(4))
      expect(await requeue()).toBe(1)
      expect([await dueAt('a'), await dueAt('b')]).toEqual([now(), later(morning, minutes(2))])
      expect(await message('a')).toMatchObject({ nextAttemptAt: now(), attempts: 0 })
      expect(await requeue()).toBe(0)
    })

    test('is taken up in parts, the longest due first, and only what waits', async () => {
      for (const key of ['a', 'b', 'c', 'd']) {
        await queued(key)
        await at().clock.advance(seconds(1))
      }
      await end('a', 'sent')
      await at().clock.advance(minutes(6))
      expect(await requeue(2)).toBe(2)
      expect([await dueAt('b'), await dueAt('c')]).toEqual([now(), now()])
      expect(await requeue(2)).toBe(1)
    })

    test('is not what has been due for exactly that long', async () => {
      await queued('a')
      await at().clock.advance(minutes(5))
      expect(await requeue()).toBe(0)
    })
  })

  test('an endpoint that wants nothing more is disabled once, and hears nothing any more', async () => {
    await announced(at(), [1])
    await at().addEndpoint(anEndpoint(1))
    await at().addEndpoint(anEndpoint(2))
    await at().outbox.disableEndpoint(anEndpoint(1).id, 'http 410', now())
    await at().outbox.disableEndpoint(anEndpoint(1).id, 'again', later(morning, hours(1)))
    expect((await at().content()).endpoints).toEqual([
      anEndpoint(1, { disabledAt: morning }),
      anEndpoint(2),
    ])
  })
})
