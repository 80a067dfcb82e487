import { limits } from '@cubby/kit/limits'
import { aCell } from '@cubby/testing/kernel/builders'
import { describe, expect, test } from 'vitest'
import {
  type CellSpec,
  cellsOf,
  doorSideOf,
  type Layout,
  layout,
  layoutProblems,
} from './layout.ts'

const machine = (...modules: CellSpec[][]): Layout => ({
  modules: modules.map((cells, index) => ({
    name: `module ${index}`,
    kind: 'cells',
    widthMm: 400,
    cells,
  })),
})
const codes = (plan: Layout) =>
  layoutProblems(plan).map(({ pointer, code }) => `${pointer} ${code}`)

describe('a layout', () => {
  test('with unique cells has no problems and reads from left to right', () => {
    const [one, two] = [aCell(), aCell()]
    const plan = machine([one], [], [two])
    expect(layoutProblems(plan)).toEqual([])
    expect(cellsOf(plan)).toEqual([one, two])
    expect(layout.parse(plan)).toEqual(plan)
  })

  test('names the second of two cells that share a name or an id', () => {
    const one = aCell()
    expect(codes(machine([one], [{ ...aCell(), name: one.name }]))).toEqual([
      '/modules/1/cells/0/name duplicate',
    ])
    expect(codes(machine([one, { ...aCell(), id: one.id }]))).toEqual([
      '/modules/0/cells/1/id duplicate',
    ])
  })

  test('knows when a side stands twice', () => {
    expect(codes(machine([aCell({ sides: ['front', 'front'] })]))).toEqual([
      '/modules/0/cells/0/sides duplicate',
    ])
  })

  test('has at least one cell, and no more than its buses carry', () => {
    expect(codes(machine([]))).toEqual(['/modules empty'])
    const many = Array.from({ length: limits.cellsPerLockerMax + 1 }, (_, i) =>
      aCell({ name: `n${i}` }),
    )
    expect(codes(machine(many))).toContain('/modules too-many')
  })

  test('refuses unknown fields and impossible measures', () => {
    const cell = aCell()
    for (const odd of [
      { ...cell, colour: 'red' },
      { ...cell, sides: [] },
      { ...cell, gramsMax: 0 },
    ])
      expect(layout.safeParse(machine([odd])).success).toBe(false)
  })
})

test('a person is given the door on his side where there is one', () => {
  expect(doorSideOf(aCell({ sides: ['front', 'back'] }), 'back')).toBe('back')
  expect(doorSideOf(aCell({ sides: ['front'] }), 'back')).toBe('front')
  expect(doorSideOf(aCell({ sides: ['back'] }), 'front')).toBe('back')
})
