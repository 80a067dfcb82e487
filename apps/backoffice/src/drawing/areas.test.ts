import { overlaps } from '@cubby/domain/constructor/module-problems'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as areas from './areas.ts'

const bounds = { widthMm: 400, heightMm: 2_000, plinthMm: 100 }
const lower = { x: 0, y: 100, width: 400, height: 205 }
const lines = areas.linesOf(bounds, [lower])
const cell = { x: 100, y: 700, width: 200, height: 200 }

describe('a hand that moves a rectangle', () => {
  test('need not be exact: edges keep to the grid, and to each other', () => {
    expect(areas.movedArea(cell, 3, 42, bounds, lines)).toEqual({ ...cell, y: 740 })
    const dropped = areas.movedArea(cell, 0, -390, bounds, lines)
    expect(dropped.y).toBe(305)
    expect(areas.movedArea({ ...cell, width: 205 }, 88, 0, bounds, lines).x).toBe(195)
  })

  test('does not push it out of the module', () => {
    expect(areas.movedArea(cell, 9_999, 9_999, bounds, lines)).toMatchObject({ x: 200, y: 1_800 })
    expect(areas.movedArea(cell, -9_999, -9_999, bounds, lines)).toMatchObject({ x: 0, y: 100 })
  })

  test('moves several as one: they keep their places, and the frame around them stays within', () => {
    const both = [cell, { x: 300, y: 1_000, width: 100, height: 100 }]
    const frame = areas.frameOf(both)
    expect(frame).toEqual({ x: 100, y: 700, width: 300, height: 400 })
    const by = areas.movedBy(frame, 9_999, -390, bounds, lines)
    expect(both.map((area) => areas.shifted(area, by))).toMatchObject([
      { x: 100, y: 305 },
      { x: 300, y: 605 },
    ])
  })

  test('moves the edges that it holds, and no others', () => {
    const resize = (handle: areas.Handle, dx: number, dy: number) =>
      areas.resizedArea(cell, handle, dx, dy, bounds, lines)
    expect(resize('n', 50, 51)).toEqual({ ...cell, height: 250 })
    expect(resize('sw', -50, -51)).toEqual({ x: 50, y: 650, width: 250, height: 250 })
    expect(resize('e', 999, 0)).toEqual({ ...cell, width: 300 })
    expect(resize('w', 999, 0)).toEqual({ ...cell, x: 260, width: 40 })
  })

  test('draws a new one from corner to corner, in either direction', () => {
    const [from, to] = [
      { x: 12, y: 512 },
      { x: 202, y: 398 },
    ]
    const drawn = { x: 0, y: 400, width: 200, height: 110 }
    expect(areas.drawnArea(from, to, bounds, lines)).toEqual(drawn)
    expect(areas.drawnArea(to, from, bounds, lines)).toEqual(drawn)
    expect(areas.drawnArea(from, { x: 30, y: 520 }, bounds, lines)).toBeNull()
  })
})

describe('room for the next cell', () => {
  test('is the lowest free strip, as high as there is room', () => {
    expect(areas.freeStrip(bounds, [], 200)).toEqual({ x: 0, y: 100, width: 400, height: 200 })
    expect(areas.freeStrip(bounds, [lower], 200)?.y).toBe(305)
    const gap = { x: 0, y: 405, width: 400, height: 1_595 }
    expect(areas.freeStrip(bounds, [lower, gap], 200)).toMatchObject({ y: 305, height: 100 })
    expect(areas.freeStrip(bounds, [{ ...lower, height: 1_880 }], 200)).toBeNull()
  })
})

test('a rectangle is cut into parts that fill it and do not overlap', () => {
  const length = fc.integer({ min: 100, max: 2_000 })
  fc.assert(
    fc.property(
      length,
      length,
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 9 }),
      (width, height, rows, columns) => {
        const parts = areas.splitArea({ x: 7, y: 13, width, height }, rows, columns)
        expect(parts).toHaveLength(rows * columns)
        const sum = parts.reduce((total, part) => total + part.width * part.height, 0)
        expect(sum).toBe(width * height)
        parts.forEach((one, i) =>
          parts.slice(i + 1).forEach((other) => expect(overlaps(one, other)).toBe(false)),
        )
      },
    ),
  )
})

test('whatever a hand does, a rectangle stays within its module and keeps a size that can be built', () => {
  const by = fc.integer({ min: -3_000, max: 3_000 })
  fc.assert(
    fc.property(fc.constantFrom(...areas.handles), by, by, (handle, dx, dy) => {
      for (const next of [
        areas.resizedArea(cell, handle, dx, dy, bounds, lines),
        areas.movedArea(cell, dx, dy, bounds, lines),
      ]) {
        expect(next.x).toBeGreaterThanOrEqual(0)
        expect(next.y).toBeGreaterThanOrEqual(100)
        expect(next.x + next.width).toBeLessThanOrEqual(400)
        expect(next.y + next.height).toBeLessThanOrEqual(2_000)
        expect(Math.min(next.width, next.height)).toBeGreaterThanOrEqual(40)
      }
    }),
  )
})

test('what is seen from the back and turned again is as it was', () => {
  expect(areas.turnedArea(areas.turnedArea(cell, 777), 777)).toEqual(cell)
})
