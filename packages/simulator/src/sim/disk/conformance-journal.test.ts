import type { EntryBody } from '@cubby/domain/journal/entries'
import { evolve } from '@cubby/domain/kernel/evolve'
import { EdgeDirectory } from '@cubby/edge/feed/edge-directory'
import { Feed } from '@cubby/edge/feed/feed'
import type { EdgeDisk } from '@cubby/edge/store/edge-disk'
import { Identity } from '@cubby/edge/store/identity'
import { Journal } from '@cubby/edge/store/journal'
import { newSigningPair } from '@cubby/keys/signing'
import { days, type Instant, instant, later, millis } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import type { FeedPage } from '@cubby/protocol/link/messages'
import { aPlan, organizationRules } from '@cubby/testing/builders'
import { seededIds } from '@cubby/testing/seeded-ids'
import { expect, test } from 'vitest'
import { contentOf, openedAt, type Place, simulatedPlace, sqlitePlace } from './places.ts'

const ids = seededIds('on two disks')
const locker = ids.mint('lck')
const boot = ids.mint('bot')
const cell = ids.mint('cel')
const organization = ids.mint('org')
const plans = Array.from({ length: 6 }, () => aPlan(ids, { organization }))
const { privatePem, publicKey } = newSigningPair()
const enrolment = {
  locker,
  lockerKey: '11'.repeat(32),
  directoryKey: '22'.repeat(32),
  signingKeys: { k1: publicKey },
}
const forced: EntryBody = { type: 'door.forced', cell, side: 'front' }
const closed: EntryBody = { type: 'door.closed', cell, side: 'front', item: null }
const stampAt = (at: Instant) => ({ at, boot, mono: millis(0), synced: true })

/** What a locker does with its disk in one life. */
function program(disk: EdgeDisk) {
  const identity = new Identity(disk)
  const journal = new Journal(disk, seededIds('the journal'))
  const directory = new EdgeDirectory()
  const feed = new Feed({
    disk,
    identity,
    directory,
    tell: (bodies) => void journal.append(bodies, stampAt(instant(9))),
  })
  return { identity, journal, feed, directory }
}

const pageOf = (items: FeedPage['items'], over: Partial<FeedPage> = {}): FeedPage => ({
  stream: `locker:${locker}`,
  epoch: 'e1',
  head: 10,
  cursor: 10,
  reset: false,
  items,
  ...over,
})
const planItem = (at: number, version: number): FeedPage['items'][number] => {
  const plan = plans[at]
  return { key: `parcel:${plan?.parcel}`, version, dead: false, body: plan, asOfSeq: version }
}

/** Months of a locker in three lives; everything that it and its disk could tell at the end of each. */
function storyOn(lay: () => Place) {
  using at = openedAt(lay)
  const told: unknown[] = []
  const tell = (
    disk: EdgeDisk,
    { journal, feed, directory, identity }: ReturnType<typeof program>,
  ) =>
    told.push({
      content: contentOf(disk),
      journal: [journal.id, journal.lastSeq, journal.lastAt, journal.acknowledged],
      state: journal.fold(),
      feed: [feed.cursors(), [...directory.plans()], directory.completeAt],
      enrolled: identity.enrolled,
    })
  at.disk.saveIdentity({ privatePem, enrolled: null })

  const first = program(at.disk)
  first.identity.enrol(enrolment)
  first.feed.follow(['network', 'another'])
  first.feed.apply(pageOf([planItem(0, 1), planItem(1, 2), planItem(2, 3)]))
  const rules = organizationRules(organization)
  const key = `organization:${organization}`
  const ofNetwork = { key, version: 1, dead: false, body: rules, asOfSeq: null }
  first.feed.apply(pageOf([ofNetwork], { stream: 'network' }))
  const damagedPlan = { ...planItem(3, 4), body: { parcel: 'none' } }
  first.feed.apply(pageOf([damagedPlan], { head: 12, cursor: 12 }))
  first.feed.noteComplete(instant(77))
  let state = first.journal.fold()
  for (let day = 0; day < 130; day++) {
    const bodies = Array.from({ length: 12 }, (_, i) => (i % 2 ? closed : forced))
    const written = first.journal.append(bodies, stampAt(later(instant(10), days(day))))
    for (const entry of written) state = evolve(state, entry)
  }
  first.journal.acknowledge({ receivedThrough: 1_500, durableThrough: 1_400 })
  tell(at.disk, first)

  const disk = at.reopened()
  const second = program(disk)
  second.feed.follow(['network'])
  second.feed.apply(pageOf([planItem(4, 1)], { epoch: 'e2' }))
  second.feed.apply(pageOf([planItem(1, 1), planItem(5, 1)], { epoch: 'e2', reset: true }))
  second.journal.saveSnapshot(state)
  const now = later(instant(10), limits.journalKeptAtLeast)
  told.push(second.journal.prune(later(now, days(20))))
  second.journal.acknowledge({ receivedThrough: 1_450, durableThrough: 1_300 })
  second.journal.append([forced], stampAt(now))
  tell(disk, second)

  const last = at.reopened()
  tell(last, program(last))
  return { told, pruned: told[1], plans: [...program(last).directory.plans()].length }
}

test('a locker lives the same life on a simulated disk as on a file', () => {
  const onFile = storyOn(() => sqlitePlace({ synchronous: 'full' }))
  expect(storyOn(simulatedPlace)).toEqual(onFile)
  // Twenty days of twelve entries and the one about a refused item; otherwise the story compares nothing.
  expect(onFile).toMatchObject({ pruned: 241, plans: 2 })
})
