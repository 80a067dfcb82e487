import { days, later, minutes, seconds } from '@cubby/kit/clock'
import { AppError } from '@cubby/kit/app-error'
import type { FeedCursor } from '@cubby/server/feed/feed-types'
import { mayBeTold } from '@cubby/server/notifications/still-true'
import { anId, morning } from '@cubby/testing/kernel/builders'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { begins, type Deed, deeds, few, messageIds, messageKey, stream } from './deeds.ts'
import { lockers, settled } from './each-store.ts'
import { memoryHouse } from './memory-house.ts'
import { pgHouse } from './pg-house.ts'
import { anEndpoint } from './samples.ts'
import type { House, Side } from './side.ts'

let houses: [House, House]
beforeAll(async () => void (houses = [await pgHouse(), await memoryHouse()]))
afterAll(async () => {
  for (const house of houses) await house[Symbol.asyncDispose]()
})

/** One store, and where a reader of its feed stands. Epochs are each store's own, so cursors are too. */
type Place = { side: Side; cursors: Map<string, FeedCursor> }
type Step = { name: string; run: (place: Place) => Promise<unknown> }

const step = <T>(name: string, about: fc.Arbitrary<T>, run: (place: Place, about: T) => unknown) =>
  about.map((known): Step => ({
    name: `${name} ${JSON.stringify(known)}`,
    run: async (place) => run(place, known),
  }))
const keys = fc.subarray(['a', 'b', 'c', 'd'])
const wordOf = (code: number) => `hash ${code}`

const transactions: fc.Arbitrary<Step> = fc
  .record({ inside: fc.array(deeds, { minLength: 1, maxLength: 4 }), fails: fc.boolean() })
  .map(({ inside, fails }) => ({
    name: `${fails ? 'a failing transaction' : 'a transaction'} [${inside.map((each) => each.name).join('; ')}]`,
    run: ({ side }) => side.store.transact((tx) => all(inside, tx, side, fails)),
  }))

async function all(inside: Deed[], tx: Parameters<Deed['run']>[0], side: Side, fails: boolean) {
  const answers: unknown[] = []
  for (const each of inside) answers.push(await each.run(tx, side.clock.now()))
  if (fails) throw new AppError('conflict/state', 'of the work itself')
  return answers
}

const alone: fc.Arbitrary<Step> = deeds.map((each) => ({
  name: each.name,
  run: ({ side }) => side.store.transact((tx) => each.run(tx, side.clock.now())),
}))

const feed: fc.Arbitrary<Step> = fc.oneof(
  step('page', fc.tuple(stream, few), async ({ side, cursors }, [name, limit]) => {
    const page = await side.page(
      cursors.get(name) ?? { stream: name, epoch: null, cursor: 0 },
      limit,
    )
    cursors.set(name, { stream: name, epoch: page.epoch, cursor: page.cursor })
    return { ...page, epoch: page.epoch === '' }
  }),
  step('jump', fc.tuple(stream, fc.nat({ max: 12 })), ({ cursors }, [name, cursor]) => {
    const before = cursors.get(name)
    if (before) cursors.set(name, { ...before, cursor })
  }),
  step('compact', fc.constant(null), ({ side }) => side.compact()),
  step('new epochs', fc.constant(null), ({ side }) => side.renewEpochs()),
  step('heads', fc.tuple(few, stream), async ({ side }, [number, name]) => {
    const ref = { locker: lockers[0], journal: anId('jrn', number) }
    const { streams, ...heads } = await side.readings.heads({ ...ref, streams: [name] })
    return { ...heads, head: streams.get(name)?.head }
  }),
)

const outbox: fc.Arbitrary<Step> = fc.oneof(
  step('claim', keys, async ({ side }, some) => {
    const now = side.clock.now()
    return (await side.outbox.claim(messageIds(some), now, later(now, minutes(1)))).toSorted()
  }),
  step('load', keys, async ({ side }, some) => {
    const loaded = await side.outbox.load(messageIds(some))
    return new Map(
      loaded.map(({ id, kind, channel, recipient, data, attempts, shipment }) => {
        const about = shipment && { status: shipment.status, dueAt: shipment.dueAt }
        return [id, { kind, channel, recipient, data, attempts, about }]
      }),
    )
  }),
  step('retract', keys, async ({ side }, some) => {
    const trueAgain = await side.outbox.retract(messageIds(some), mayBeTold, side.clock.now())
    return trueAgain.map(({ id }) => id).toSorted()
  }),
  step('finish', fc.tuple(keys, fc.constantFrom('sent', 'dead')), ({ side }, [some, state]) =>
    side.outbox.finish(
      messageIds(some).map((id) => ({ id, state, error: null })),
      side.clock.now(),
    ),
  ),
  step('retry', fc.tuple(messageKey, few), async ({ side }, [key, after]) => {
    const [id = ''] = messageIds([key])
    const [known] = await side.outbox.load([id])
    if (!known) return
    const told = { id, channel: known.channel, error: 'http 503', after: minutes(after) }
    await side.outbox.retry(told, side.clock.now())
  }),
  step('requeue', few, ({ side }, long) => {
    const now = side.clock.now()
    return side.outbox.requeueStranded(later(now, minutes(-long)), 100, now)
  }),
  step('disable', few, ({ side }, number) =>
    side.outbox.disableEndpoint(anEndpoint(number).id, 'http 410', side.clock.now()),
  ),
)

const devices: fc.Arbitrary<Step> = fc.oneof(
  step('enrol', few, ({ side }, code) => {
    const device = { publicKey: `key ${code}`, version: '1.0.0' }
    return side.devices.takeOver(wordOf(code), device, side.clock.now())
  }),
  step('nonce', few, ({ side }, nonce) =>
    side.devices.useNonce(`nonce ${nonce}`, later(morning, days(99)), side.clock.now()),
  ),
  step('seen', fc.tuple(fc.constantFrom(...lockers), few), ({ side }, [locker, ago]) =>
    side.readings.noteSeen([{ locker, at: later(side.clock.now(), minutes(-ago)) }]),
  ),
  step('wait', fc.constantFrom(1, 30, 60, 300), ({ side }, long) =>
    side.clock.advance(seconds(long)),
  ),
)

const stories = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: alone },
    { weight: 2, arbitrary: transactions },
    { weight: 2, arbitrary: feed },
    { weight: 3, arbitrary: outbox },
    { weight: 2, arbitrary: devices },
  ),
  { minLength: 1, maxLength: 60, size: 'max' },
)

/** A day that has begun, with three codes, of which one is over, and three endpoints. */
async function anyPlace(house: House): Promise<Place> {
  const side = await settled(await house.fresh())
  for (const code of [1, 2, 3]) {
    const expiresAt = code === 3 ? morning : later(morning, minutes(5))
    await side.addCode(wordOf(code), {
      locker: lockers[code % 2] ?? lockers[0],
      expiresAt,
      usedAt: null,
    })
    await side.addEndpoint(anEndpoint(code))
  }
  await side.store.transact((tx) => begins(tx, side.clock.now()))
  return { side, cursors: new Map() }
}

/** What a step answers, or that it was refused: each store has its own words for that. */
async function outcomeOf({ run }: Step, place: Place): Promise<unknown> {
  try {
    return { answer: await run(place) }
  } catch (error) {
    return { refused: error instanceof AppError ? error.code : true }
  }
}

/**
 * Goal: nobody can tell the store of the simulator from that of production. Method: the same random steps, alone and
 * in transactions that may fail, on both; after each one the answers are compared, and in the end all that is kept.
 */
test(
  'nobody can tell the store of the simulator from PostgreSQL',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(stories, async (story) => {
        const [production, simulated] = [await anyPlace(houses[0]), await anyPlace(houses[1])]
        for (const each of story) {
          const expected = await outcomeOf(each, production)
          expect(await outcomeOf(each, simulated)).toEqual(expected)
        }
        expect(await simulated.side.content()).toEqual(await production.side.content())
      }),
      { numRuns: 80 },
    )
  },
)
