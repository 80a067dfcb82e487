import { cellsOf } from '@cubby/domain/cells/layout'
import { must } from '@cubby/kit/assert'
import { instant, minutes, later, days } from '@cubby/kit/clock'
import type { LockerId } from '@cubby/kit/ids'
import { newSigningPair, signer } from '@cubby/keys/signing'
import type { FeedPage } from '@cubby/protocol/link/messages'
import { aCourier, aGrant, aPlan, organizationRules } from '@cubby/testing/builders'
import { smallLayout } from '@cubby/testing/layouts'
import { seededIds } from '@cubby/testing/seeded-ids'
import { describe, expect, test } from 'vitest'
import { SqliteDisk } from '../store/sqlite-disk.ts'
import { Identity } from '../store/identity.ts'
import { EdgeDirectory } from './edge-directory.ts'
import { Feed } from './feed.ts'

const now = instant(Date.parse('2026-03-02T12:00:00Z'))
const ids = seededIds('feed')
const locker: LockerId = ids.mint('lck')
const own = `locker:${locker}`
const organization = ids.mint('org')
const pair = newSigningPair()
const keys = { keyId: 'k1', signer: signer(pair.privatePem), locker, lockerKey: '11'.repeat(32) }

function aFeed() {
  const disk = new SqliteDisk({ path: ':memory:' })
  const identity = new Identity(disk)
  const { lockerKey } = keys
  identity.enrol({
    locker,
    lockerKey,
    directoryKey: '22'.repeat(32),
    signingKeys: { k1: pair.publicKey },
  })
  const rejected: { key: string; why: string }[] = []
  const reopened = () => {
    const feed = new Feed({
      disk,
      identity,
      directory: new EdgeDirectory(),
      tell: (each) =>
        void rejected.push(
          ...each.map(({ key, why }) => ({
            key,
            why,
          })),
        ),
    })
    feed.follow([own, 'network'])
    return feed
  }
  return { feed: reopened(), reopened, rejected, [Symbol.dispose]: () => disk[Symbol.dispose]() }
}

type Item = FeedPage['items'][number]
const item = (key: string, body: unknown, version = 1): Item => ({
  key,
  version,
  body,
  dead: body === null,
  asOfSeq: null,
})
const page = (stream: string, items: Item[], over: Partial<FeedPage> = {}): FeedPage => ({
  stream,
  epoch: 'e1',
  head: 10,
  cursor: 10,
  reset: false,
  items,
  ...over,
})
const planItem = (plan: ReturnType<typeof aPlan>, version = 1) =>
  item(`parcel:${plan.parcel}`, plan, version)

describe('a page of the feed', () => {
  test('is known at once and after a restart, with its cursor', () => {
    using world = aFeed()
    const plan = aPlan(ids)
    const grant = aGrant(ids, keys, { parcels: [plan.parcel], code: '12345678', now })
    world.feed.apply(page(own, [planItem(plan), item(`grant:${grant.grant}`, grant)]))
    for (const feed of [world.feed, world.reopened()]) {
      expect(feed.directory.plansByLabel(plan.label)).toEqual([plan])
      expect(feed.directory.grantsByVerifier(grant.codeVerifier ?? '')).toEqual([grant])
      expect(feed.cursors()).toContainEqual({ stream: own, epoch: 'e1', cursor: 10 })
    }
  })

  test('delivered twice, or late behind a newer one, changes nothing', () => {
    using world = aFeed()
    const plan = aPlan(ids)
    const first = page(own, [planItem(plan, 3)], { cursor: 3 })
    world.feed.apply(first)
    world.feed.apply(page(own, [item(`parcel:${plan.parcel}`, null, 8)]))
    world.feed.apply(first)
    expect(world.feed.directory.plan(plan.parcel)).toBeUndefined()
    expect(world.feed.cursors()).toContainEqual({ stream: own, epoch: 'e1', cursor: 10 })
  })

  test('replaces what it said before about the same thing, old label included', () => {
    using world = aFeed()
    const plan = aPlan(ids)
    world.feed.apply(page(own, [planItem(plan)], { cursor: 1 }))
    world.feed.apply(page(own, [planItem({ ...plan, label: 'OTHER' }, 2)]))
    expect(world.feed.directory.plansByLabel(plan.label)).toEqual([])
    expect(world.feed.directory.plansByLabel('OTHER')).toHaveLength(1)
  })

  test('keeps items of kinds it does not know, for a program that will', () => {
    using world = aFeed()
    expect(world.feed.apply(page(own, [item('tariff:night', { price: 1 })]))).toBe('at-head')
    expect(world.rejected).toEqual([])
  })
})

describe('an item that is not sound is refused, journalled, and takes nothing away', () => {
  const plan = aPlan(ids)
  const grant = aGrant(ids, keys, { parcels: [plan.parcel], code: '12345678', now })
  const key = `grant:${grant.grant}`

  test.each([
    ['a broken signature', item(key, { ...grant, signature: 'A'.repeat(86) }, 2)],
    [
      'a longer life than was signed',
      item(key, { ...grant, validUntil: later(now, days(999)) }, 2),
    ],
    ['a field nobody knows', item(key, { ...grant, extra: true }, 2)],
    [
      'another grant under this key',
      item(key, aGrant(ids, keys, { parcels: [plan.parcel], code: '1', now }), 2),
    ],
  ])('%s', (_name, bad) => {
    using world = aFeed()
    world.feed.apply(page(own, [item(key, grant)], { cursor: 1 }))
    expect(world.feed.apply(page(own, [bad]))).toBe('at-head')
    expect(world.rejected.map((each) => each.key)).toEqual([key])
    expect(world.feed.directory.grant(grant.grant)).toEqual(grant)
    expect(world.reopened().directory.grant(grant.grant)).toEqual(grant)
  })

  test('a grant signed for another locker', () => {
    using world = aFeed()
    const foreign = aGrant(
      ids,
      { ...keys, locker: ids.mint('lck') },
      { parcels: [plan.parcel], code: '1', now },
    )
    world.feed.apply(page(own, [item(`grant:${foreign.grant}`, foreign)]))
    expect(world.rejected).toMatchObject([{ why: 'the signature does not hold' }])
    expect(world.feed.directory.grant(foreign.grant)).toBeUndefined()
  })

  test('a command on a stream that others write to', () => {
    using world = aFeed()
    world.feed.apply(page('network', [item(`command:${ids.mint('cmd')}`, {})]))
    expect(world.rejected).toMatchObject([{ why: 'it does not belong on this stream' }])
  })
})

describe('a snapshot', () => {
  test('of several pages keeps what there was until it is complete, then drops what it did not name', () => {
    using world = aFeed()
    const [stays, goes, comes] = [aPlan(ids), aPlan(ids), aPlan(ids)]
    world.feed.apply(page(own, [planItem(stays, 7), planItem(goes, 7)]))
    const { directory } = world.feed
    const first = page(own, [planItem(stays, 1)], { epoch: 'e2', reset: true, head: 2, cursor: 1 })
    expect(world.feed.apply(first)).toBe('more')
    expect([stays, goes].map((plan) => directory.plan(plan.parcel))).toEqual([stays, goes])
    // The power goes half-way; the rest comes in the next life.
    const next = world.reopened()
    expect(next.apply(page(own, [planItem(comes, 2)], { epoch: 'e2', head: 2, cursor: 2 }))).toBe(
      'at-head',
    )
    const known = (feed: Feed) =>
      [stays, goes, comes].map((plan) => feed.directory.plan(plan.parcel) !== undefined)
    expect(known(next)).toEqual([true, false, true])
    expect(known(world.reopened())).toEqual([true, false, true])
  })

  test('is asked for from the beginning when the stream has another life than expected', () => {
    using world = aFeed()
    const plan = aPlan(ids)
    world.feed.apply(page(own, [planItem(plan)]))
    expect(world.feed.apply(page(own, [], { epoch: 'e2' }))).toBe('more')
    expect(world.feed.cursors()).toContainEqual({ stream: own, epoch: null, cursor: 0 })
    expect(world.feed.directory.plan(plan.parcel)).toEqual(plan)
    world.feed.apply(page(own, [], { epoch: 'e2', reset: true, head: 0, cursor: 0 }))
    expect(world.feed.directory.plan(plan.parcel)).toBeUndefined()
  })
})

describe('a stream that is no longer followed', () => {
  test('is forgotten with all it said', () => {
    using world = aFeed()
    const stream = `org:${organization}`
    world.feed.follow([stream])
    const courier = aCourier(ids, { organization, badge: 'b', directoryKey: '22'.repeat(32), now })
    world.feed.apply(
      page(stream, [
        item(`courier:${courier.courier}`, courier),
        item(`organization:${organization}`, organizationRules(organization)),
      ]),
    )
    expect(world.feed.directory.courierByBadge(courier.badgeVerifier)).toEqual(courier)
    world.feed.follow(['network'])
    expect(world.feed.directory.courierByBadge(courier.badgeVerifier)).toBeUndefined()
    expect(world.reopened().directory.organization(organization)).toBeUndefined()
    expect(
      world.feed
        .cursors()
        .map((each) => each.stream)
        .sort(),
    ).toEqual([own, 'network'].sort())
  })
})

describe('settings of a newer or a mistaken server', () => {
  test('are left out one by one: the rest holds, and what was left out is told', () => {
    using world = aFeed()
    const set = (name: string, value: unknown) => ({
      name,
      value,
      cell: null,
      from: null,
      until: null,
    })
    const settings = [
      set('screen.theme', 'dark'),
      set('limits.wrong-codes-per-day', 1_000),
      set('speech.voice', 'loud'),
    ]
    const body = { of: 'network', rank: 0, settings }
    world.feed.apply(page('network', [item('configuration:network', body)]))
    for (const { directory } of [world.feed, world.reopened()]) {
      expect(directory.screen(now).theme).toBe('dark')
      expect(directory.rules(now).wrongTriesPerDay).toBe(30)
    }
    expect(world.rejected).toEqual([
      { key: 'configuration:network', why: '/settings/1/value too_big' },
    ])
  })

  test('of a level are taken from its own stream only', () => {
    using world = aFeed()
    const body = { of: 'network', rank: 0, settings: [] }
    world.feed.apply(page(own, [item('configuration:network', body)]))
    expect(world.rejected).toMatchObject([{ why: 'it does not belong on this stream' }])
  })
})

describe('a new layout', () => {
  test('leaves cells known in which something may still lie', () => {
    using world = aFeed()
    const [before, after] = [smallLayout(ids), smallLayout(ids)]
    const gone = must(cellsOf(before)[0], 'a cell').id
    world.feed.apply(page(own, [item('layout', { layout: before })], { cursor: 1 }))
    world.feed.apply(page(own, [item('layout', { layout: after }, 2)]))
    for (const { directory } of [world.feed, world.reopened()]) {
      expect(directory.cells(now)).toHaveLength(8)
      expect(directory.cells(now).map(({ id }) => id)).not.toContain(gone)
      expect(directory.cell(gone)?.id).toBe(gone)
    }
  })
})

test('how fresh the directory is survives a restart, roughly', () => {
  using world = aFeed()
  world.feed.noteComplete(now)
  world.feed.noteComplete(later(now, minutes(5)))
  expect(world.feed.directory.completeAt).toBe(later(now, minutes(5)))
  expect(world.reopened().directory.completeAt).toBe(now)
})
