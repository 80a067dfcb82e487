import type { CellState } from '@cubby/domain/cells/cell-state'
import type { Layout } from '@cubby/domain/cells/layout'
import { hours, instant } from '@cubby/kit/clock'
import { aCell, aRental, carrier, morning, shop, stranger } from '@cubby/testing/kernel/builders'
import { describe, expect, test } from 'vitest'
import { neverFit, roomFor, tenancyAt } from './fit.ts'

const cells = ['A1', 'A2', 'A3'].map((name) => aCell({ name }))
const [a1, a2] = cells as [never, never]
const layout: Layout = { modules: [{ name: 'M', kind: 'cells', widthMm: 400, cells }] }
const parcel = { size: null, grams: 100, zone: 'ambient', lowCell: false } as const
const shut: CellState = {
  doors: { front: { door: 'closed', since: morning, cause: null, leftOpenTold: false } },
  use: { kind: 'free' },
  service: { kind: 'ok' },
  touchedSeq: 0,
}
const ours = aRental(1, [a1, a2], { quota: 1 })
const at = (organization: typeof shop, over: Partial<Parameters<typeof tenancyAt>[2]> = {}) =>
  tenancyAt(layout, organization, { rentals: [ours], rentsOnly: false, now: morning, ...over })
const whys = (organization: typeof shop, count: number, over = {}) =>
  roomFor(at(organization, over), () => shut, Array(count).fill(parcel), organization).map(
    ({ why }) => why,
  )

describe('whether parcels fit where cells are rented out', () => {
  test('others have what is left', () => {
    expect(whys(shop, 2)).toEqual([null, 'full'])
  })

  test('the tenant has its own cells up to its quota, and everybody’s where that was agreed', () => {
    expect(whys(carrier, 2)).toEqual([null, 'full'])
    const rentals = [{ ...ours, commonCells: true }]
    expect(whys(carrier, 3, { rentals })).toEqual([null, null, 'full'])
    expect(whys(carrier, 1, { holderOf: () => carrier })).toEqual(['full'])
  })

  test('a tenant that rents nothing here has no cell at all', () => {
    expect(neverFit(at(stranger, { rentsOnly: true }), [parcel], stranger)).toEqual([0])
    expect(neverFit(at(stranger), [parcel], stranger)).toEqual([])
  })

  test('what begins later is the tenant’s for what it announces today, and everybody’s until then', () => {
    const rentals = [{ ...ours, from: instant(morning + hours(24)), quota: null }]
    expect(neverFit(at(carrier, { rentals, rentsOnly: true }), [parcel], carrier)).toEqual([])
    expect(whys(shop, 3, { rentals })).toEqual([null, null, null])
  })
})
