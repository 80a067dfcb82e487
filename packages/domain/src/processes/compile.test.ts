import { days, hours, type Instant, instant } from '@cubby/kit/clock'
import { anId, carrier, morning, shop, verifierOf } from '@cubby/testing/kernel/builders'
import { describe, expect, test } from 'vitest'
import { grant, plan } from '../rights/directory.ts'
import { grantOf, type PlannedShipment, plansOf } from './compile.ts'
import { delivery, handover } from './delivery.ts'
import {
  defaultRules,
  endAtLocker,
  type Ending,
  messageKinds,
  messagesAt,
  type Process,
  storageAtLocker,
  type StorageRules,
} from './process.ts'

const processes: readonly Process[] = [delivery]
const leg = handover

const shipment: PlannedShipment = {
  id: anId('shp', 1),
  organization: shop,
  carrier,
  dueAt: null,
  recalled: false,
  parcels: [1, 2].map((number) => ({
    id: anId('prc', number),
    label: `LABEL-${number}`,
    grams: 500,
    zone: 'ambient',
    lowCell: false,
    size:
      number === 1
        ? {
            height: 50,
            width: 200,
            depth: 300,
          }
        : null,
  })),
}

describe('a delivery', () => {
  test('becomes one plan for each parcel, in the form that lockers read', () => {
    const plans = plansOf(leg, shipment, { ...defaultRules, storageHours: 48 })
    expect(plans.map(({ parcel, label }) => [parcel, label])).toEqual([
      [anId('prc', 1), 'LABEL-1'],
      [anId('prc', 2), 'LABEL-2'],
    ])
    for (const each of plans) {
      expect(plan.parse(each)).toEqual(each)
      expect(each).toMatchObject({
        shipment: shipment.id,
        purpose: 'delivery',
        storageMs: hours(48),
        carrier,
      })
    }
  })

  test('becomes one right for all its parcels, which long outlives their storage', () => {
    const claims = grantOf(shipment, {
      id: anId('grn', 1),
      codeVerifier: verifierOf('1'),
      from: morning,
    })
    expect(claims.parcels).toEqual([anId('prc', 1), anId('prc', 2)])
    expect(claims.validUntil - claims.validFrom).toBeGreaterThan(days(30))
    expect(grant.parse({ ...claims, signedBy: 'k1', signature: 'A'.repeat(86) })).toMatchObject(
      claims,
    )
  })

  test('hands on that it was extended or called off', () => {
    const changed = { ...shipment, dueAt: instant(morning + days(9)), recalled: true }
    for (const each of plansOf(leg, changed, defaultRules))
      expect(each).toMatchObject({ dueAt: morning + days(9), recalled: true })
  })
})

describe('what nobody fetches', () => {
  const rules = (atEnd?: Ending): StorageRules => {
    const { atEnd: _usual, ...others } = defaultRules
    return atEnd === undefined ? others : { ...others, atEnd }
  }
  const told = (dueAt: Instant | null, extensions: number) => ({
    createdAt: morning,
    dueAt,
    extensions,
  })
  const due = instant(morning + days(3))

  test('is taken back in time where nothing else was said', () => {
    for (const each of [rules(), rules('withdraw')]) {
      expect(storageAtLocker(each)).toBe(hours(72))
      expect(endAtLocker(told(due, 0), each)).toBeNull()
      expect(endAtLocker(told(due, 1), each)).toBe(due)
    }
  })

  test('is left alone by a machine that was told to keep it', () => {
    expect(endAtLocker(told(null, 0), rules('keep'))).toBeGreaterThan(morning + days(3_000))
    expect(endAtLocker(told(due, 2), rules('keep'))).toBeGreaterThan(morning + days(3_000))
  })

  test('is given more time beforehand by a machine that may hear nothing when that is due', () => {
    expect(storageAtLocker(rules('extend'))).toBe(hours(72 + 24))
    expect(endAtLocker(told(null, 0), rules('extend'))).toBeNull()
    expect(endAtLocker(told(due, 0), rules('extend'))).toBe(due + hours(24))
    expect(endAtLocker(told(due, 1), rules('extend'))).toBe(due)
  })
})

test.each([
  ['ready', 'shipment.ready'],
  ['before-end', 'shipment.reminder'],
  ['end', 'shipment.expired'],
  ['extended', 'shipment.extended'],
  ['cancelled-after-ready', 'shipment.cancelled'],
] as const)('at %s a delivery tells its recipient %s and nothing else', (at, message) => {
  expect(messagesAt(handover, at)).toEqual([message])
})

describe.each(processes)('the process $name', ({ legs }) => {
  test('has legs with names of their own, and tells people only what has a text', () => {
    expect(legs.length).toBeGreaterThan(0)
    expect(new Set(legs.map(({ name }) => name)).size).toBe(legs.length)
    for (const { tells } of legs)
      for (const { message } of tells) expect(messageKinds).toContain(message)
  })

  test('tells each thing at one occasion only', () => {
    for (const { tells } of legs) {
      const occasions = tells.map(({ message, at }) => `${message} ${at}`)
      expect(new Set(occasions).size).toBe(tells.length)
    }
  })
})
