import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type ParcelStatus,
  parcelStatuses,
  shipmentCan,
  shipmentStatuses,
  shipmentStatusOf,
  statusMeanings,
} from './status.ts'

const calm = { cancelled: false, overdue: false }
const anyParcels = fc.array(fc.constantFrom(...parcelStatuses), { maxLength: 6 })

/** What a locker and a shop can do to one parcel. */
const moves: Record<ParcelStatus, readonly ParcelStatus[]> = {
  announced: ['stored', 'cancelled'],
  stored: ['collected', 'withdrawn', 'disputed'],
  withdrawn: ['stored', 'cancelled'],
  disputed: ['stored', 'collected', 'withdrawn'],
  collected: ['disputed'],
  cancelled: [],
}

describe('the table of statuses', () => {
  test('names as next only statuses that exist, and never itself', () => {
    expect(Object.keys(statusMeanings).sort()).toEqual([...shipmentStatuses].sort())
    for (const [status, { next }] of Object.entries(statusMeanings)) {
      for (const each of next) expect(shipmentStatuses).toContain(each)
      expect(next).not.toContain(status)
      expect(new Set(next).size).toBe(next.length)
    }
  })

  test('can be walked to every status from the first one', () => {
    const reached = new Set<string>(['announced'])
    for (const status of reached)
      for (const next of statusMeanings[status as keyof typeof statusMeanings].next)
        reached.add(next)
    expect([...reached].sort()).toEqual([...shipmentStatuses].sort())
  })

  test('has every step that parcels and time can bring about', () => {
    const script = fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { maxLength: 14, size: 'max' })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 }), script, (count, steps) => {
        const parcels: ParcelStatus[] = Array.from({ length: count }, () => 'announced')
        let [before, overdue] = [shipmentStatusOf(parcels, calm), false]
        for (const [which, what] of steps) {
          const at = which % (count + 1)
          const is = parcels[at]
          if (is === undefined) overdue = !overdue && parcels.includes('stored')
          else {
            parcels[at] = moves[is][what % Math.max(1, moves[is].length)] ?? is
            // A deposit begins a new term.
            if (parcels[at] === 'stored' && is !== 'disputed') overdue = false
          }
          const after = shipmentStatusOf(parcels, { cancelled: false, overdue })
          const isAllowed = after === before || statusMeanings[before].next.includes(after)
          expect(isAllowed, `${before} → ${after}: ${parcels.join()}`).toBe(true)
          before = after
        }
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('the status of a shipment', () => {
  test('exists for every combination of parcels, and does not depend on their order', () => {
    fc.assert(
      fc.property(anyParcels, fc.boolean(), fc.boolean(), (parcels, cancelled, overdue) => {
        const status = shipmentStatusOf(parcels, { cancelled, overdue })
        expect(shipmentStatuses).toContain(status)
        expect(shipmentStatusOf([...parcels].reverse(), { cancelled, overdue })).toBe(status)
      }),
    )
  })

  test.each([
    ['announced', ['announced', 'announced']],
    ['partly-stored', ['stored', 'announced']],
    ['partly-stored', ['stored', 'withdrawn']],
    ['partly-stored', ['collected', 'announced']],
    ['partly-stored', ['withdrawn', 'announced']],
    ['ready', ['stored', 'stored']],
    ['ready', ['stored', 'cancelled']],
    ['ready', ['stored', 'collected']],
    ['collected', ['collected', 'collected']],
    ['collected', ['collected', 'cancelled']],
    ['withdrawn', ['withdrawn', 'collected']],
    ['disputed', ['disputed', 'collected']],
    ['cancelled', ['cancelled']],
    ['cancelled', []],
  ] as const)('is %s for parcels that are %j', (status, parcels) => {
    expect(shipmentStatusOf(parcels, calm)).toBe(status)
  })

  test('is overdue only while something is inside', () => {
    const late = { cancelled: false, overdue: true }
    expect(shipmentStatusOf(['stored', 'announced'], late)).toBe('overdue')
    expect(shipmentStatusOf(['announced'], late)).toBe('announced')
    expect(shipmentStatusOf(['collected'], late)).toBe('collected')
  })

  test('is cancelled when the shop says so, whatever is inside', () => {
    fc.assert(
      fc.property(anyParcels, fc.boolean(), (parcels, overdue) => {
        expect(shipmentStatusOf(parcels, { cancelled: true, overdue })).toBe('cancelled')
      }),
    )
  })
})

test('what is over can be neither extended nor cancelled', () => {
  for (const status of ['collected', 'cancelled'] as const)
    for (const action of ['cancel', 'extend', 'read-code'] as const)
      expect(shipmentCan(action, status), `${action} ${status}`).toBe(false)
  expect(shipmentCan('extend', 'overdue')).toBe(true)
  expect(shipmentCan('extend', 'announced')).toBe(false)
})
