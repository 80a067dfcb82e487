import type { Instant } from '@cubby/kit/clock'
import { aCell, anId, shop, stranger } from '@cubby/testing/kernel/builders'
import { describe, expect, test } from 'vitest'
import { allocate, isFree, type Need } from './allocate.ts'
import { type CellState, type CellUse, type DoorState, freshCell } from './cell-state.ts'
import type { CellSpec } from './layout.ts'

const doorSeen = (door: DoorState['door']): DoorState => ({
  door,
  since: 0 as Instant,
  cause: null,
  leftOpenTold: false,
})
const shut: CellState = {
  ...freshCell,
  doors: { front: doorSeen('closed'), back: doorSeen('closed') },
}
const size = (height: number) => ({ height, width: 380, depth: 640 })
const A = aCell({ name: 'A', size: size(80) })
const B = aCell({ name: 'B', type: 'B', size: size(190) })
const C = aCell({ name: 'C', type: 'C', size: size(390) })

const need = (wish: Partial<Need> = {}): Need => ({
  box: {
    size: {
      height: 50,
      width: 200,
      depth: 300,
    },
    grams: 500,
  },
  type: null,
  zone: 'ambient',
  purpose: 'delivery',
  organization: shop,
  low: false,
  ...wish,
})

/** The name of the cell that is given, or why there is none. */
function given(
  cells: CellSpec[],
  wish: Partial<Need> = {},
  states: Record<string, CellState> = {},
) {
  const found = allocate(cells, (cell) => states[cell] ?? shut, need(wish))
  return found.ok ? found.cell.name : found.why
}

describe('the cell that is given', () => {
  test('is the smallest that fits, in whatever order the cells stand', () => {
    expect(given([C, A, B])).toBe('A')
    expect(given([C, A, B], { box: { size: size(81), grams: 1 } })).toBe('B')
    expect(given([C, B, A], { box: { size: size(390), grams: 1 } })).toBe('C')
  })

  test('is of the size class that a person chose when nobody knows the measures', () => {
    expect(given([A, B, C], { box: null, type: 'B' })).toBe('B')
    expect(given([A, B, C], { box: null, type: 'X' })).toBe('too-big')
  })

  test('is in the right temperature zone, and in no other', () => {
    const cold = aCell({ name: 'cold', zone: 'chilled', size: size(400) })
    expect(given([A, cold], { zone: 'chilled' })).toBe('cold')
    expect(given([cold])).toBe('too-big')
  })

  test('is meant for this purpose', () => {
    expect(given([{ ...A, purposes: [] }])).toBe('too-big')
  })

  test("is never another tenant's", () => {
    const theirs = { ...A, tenant: stranger }
    expect(given([theirs, B])).toBe('B')
    expect(given([theirs, B], { organization: stranger })).toBe('A')
  })

  test('is low when asked, even if that one is larger, while a low one is free', () => {
    const low = aCell({ name: 'low', size: size(390), heightMm: 1_220 })
    const high = aCell({ name: 'high', size: size(80), heightMm: 1_221 })
    expect(given([high, low])).toBe('high')
    expect(given([high, low], { low: true })).toBe('low')
    const taken: CellUse = { kind: 'occupied', stay: anId('sty', 1) }
    expect(given([high, low], { low: true }, { [low.id]: { ...shut, use: taken } })).toBe('high')
  })

  test('is low for a heavy parcel', () => {
    const low = aCell({ name: 'low', size: size(390), heightMm: 300 })
    const high = aCell({ name: 'high', heightMm: 1_800 })
    const box = { size: size(50), grams: 10_000 }
    expect(given([high, low], { box })).toBe('low')
    expect(given([high, low], { box: { ...box, grams: 9_999 } })).toBe('high')
  })

  test('is at a comfortable height among equals', () => {
    const cells = [1_900, 1_050, 100].map((heightMm) => aCell({ name: `${heightMm}`, heightMm }))
    expect(given(cells)).toBe('1050')
  })
})

describe('a cell is never given', () => {
  const cases: [string, Partial<CellState>][] = [
    ['while it is occupied', { use: { kind: 'occupied', stay: anId('sty', 1) } }],
    ['while it is reserved', { use: { kind: 'reserved', stay: anId('sty', 1) } }],
    ['while it is blocked', { service: { kind: 'blocked', reason: 'paint' } }],
    ['while it is faulty', { service: { kind: 'faulty', reason: 'bolt-stuck' } }],
    ['while its door is open', { doors: { front: doorSeen('open') } }],
    ['while its door is unknown', { doors: { front: doorSeen('unknown') } }],
    ['while nothing was heard of its door', { doors: {} }],
  ]
  test.each(cases)('%s', (_, odd) => {
    expect(given([A], {}, { [A.id]: { ...shut, ...odd } })).toBe('full')
  })

  test('while only one of its two doors is known to be shut', () => {
    const both: CellSpec = { ...A, sides: ['front', 'back'] }
    expect(isFree(shut, both)).toBe(true)
    expect(isFree({ ...shut, doors: { front: doorSeen('closed') } }, both)).toBe(false)
    expect(
      isFree({ ...shut, doors: { front: doorSeen('closed'), back: doorSeen('open') } }, both),
    ).toBe(false)
  })

  test('when it is to be left out', () => {
    expect(allocate([A], () => shut, need(), new Set([A.id]))).toEqual({ ok: false, why: 'full' })
  })

  test('when nothing was ever heard of it', () => {
    expect(allocate([A], () => undefined, need())).toEqual({ ok: false, why: 'full' })
  })
})
