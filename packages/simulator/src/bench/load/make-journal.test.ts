import { describe, expect, test } from 'vitest'
import { days, instant, later } from '@cubby/kit/clock'
import { idSource } from '@cubby/kit/ids'
import { prng } from '@cubby/kit/prng'
import { codeVerifier, sha256 } from '@cubby/keys/digest'
import { chainHash, GENESIS, wireEntry } from '@cubby/protocol/link/envelope'
import { grant, plan, unlimited } from '@cubby/domain/rights/directory'
import { benchLayout } from './bench-layout.ts'
import { makeJournal } from './make-journal.ts'

const startsAt = instant(Date.parse('2026-03-02T10:00:00Z'))

function made(entriesMin: number) {
  const chance = prng('bench')
  const ids = idSource(
    () => startsAt,
    (count) => Uint8Array.from({ length: count }, () => chance.int(0, 255)),
  )
  const carrier = ids.mint('org')
  const key = '0f'.repeat(32)
  return makeJournal({
    locker: ids.mint('lck'),
    layout: benchLayout(ids, 12),
    courier: {
      courier: ids.mint('cur'),
      organization: carrier,
      badgeVerifier: 'ab'.repeat(32),
      pinVerifier: null,
      validFrom: startsAt,
      validUntil: later(startsAt, days(30)),
      ...unlimited,
    },
    makings: {
      ids,
      chance,
      carrier,
      shop: ids.mint('org'),
      codeVerifier: (locker, code) => codeVerifier(key, locker, code),
    },
    startsAt,
    entriesMin,
  })
}

const { entries, shipments } = made(1_200)
const typesOf = (type: string) => entries.filter(({ body }) => body.type === type)

describe('a made journal', () => {
  test('has entries of the shape that the link takes', () => {
    for (const entry of entries) expect(wireEntry.safeParse(entry).error).toBeUndefined()
  })

  test('is numbered from 1 without a gap, each entry hashed onto the one before', () => {
    let before = GENESIS
    for (const [index, entry] of entries.entries()) {
      expect(entry.seq).toBe(index + 1)
      expect(entry.hash).toBe(chainHash(sha256, before, entry))
      before = entry.hash
    }
  })

  test('is as long as was asked, and ends with the visit', () => {
    expect(entries.length).toBeGreaterThanOrEqual(1_200)
    expect(entries.length).toBeLessThan(1_400)
  })

  test('deposits every parcel that it needs announced, and nothing else', () => {
    const announced = shipments.flatMap(({ plans }) => plans.map(({ parcel }) => parcel))
    const deposited = typesOf('stay.deposited').flatMap(({ body }) =>
      body.type === 'stay.deposited' ? body.parcels : [],
    )
    expect(deposited.toSorted()).toEqual(announced.toSorted())
  })

  test('collects with the rights of the shipments, oldest first', () => {
    const used = typesOf('access.granted').flatMap(({ body }) =>
      body.type === 'access.granted' && body.grant !== null ? [body.grant] : [],
    )
    expect(used.length).toBeGreaterThan(20)
    expect(used).toEqual(shipments.slice(0, used.length).map(({ claims }) => claims.grant))
  })

  test('holds nothing that only a mishap would bring', () => {
    const seen = new Set(entries.map(({ body }) => body.type))
    expect([...seen].toSorted()).toEqual([
      'access.granted',
      'device.started',
      'door.closed',
      'door.opened',
      'door.requested',
      'session.ended',
      'session.started',
      'stay.allocated',
      'stay.collected',
      'stay.deposited',
    ])
  })

  test('is the same for the same seed', () => {
    expect(made(100).entries).toEqual(made(100).entries)
  })
})

describe('what must be announced for it', () => {
  test('has the shapes of the feed', () => {
    for (const { plans, claims } of shipments) {
      for (const each of plans) expect(plan.safeParse(each).error).toBeUndefined()
      const signed = { ...claims, signedBy: 'k1', signature: 'A'.repeat(86) }
      expect(grant.safeParse(signed).error).toBeUndefined()
    }
  })

  test('has a code of its own per shipment', () => {
    expect(new Set(shipments.map(({ code }) => code)).size).toBe(shipments.length)
  })
})
