import {
  aColumn,
  aControlModule,
  aLockerDesign,
  aModule,
  aModuleCell,
  inARow,
} from '@cubby/testing/constructor/designs'
import { anId } from '@cubby/testing/kernel/builders'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Area, layout, layoutProblems } from '../cells/layout.ts'
import { columnLetters } from './cell-names.ts'
import { composeLayout } from './compose.ts'
import type { ModuleFinder } from './standing.ts'
import type { LockerDesign } from './locker-design.ts'
import type { ModuleDesign } from './module-design.ts'
import { moduleProblems, overlaps } from './module-problems.ts'

const idsOf = (count: number) => Array.from({ length: count }, (_, i) => anId('mod', i + 1))

/** A machine of these modules, one beside the other. */
function built(designs: readonly ModuleDesign[], over: Partial<LockerDesign> = {}) {
  const ids = idsOf(designs.length)
  const find: ModuleFinder = (module) => {
    const design = designs[ids.indexOf(module)]
    return design && { design, isReleased: true }
  }
  let count = 0
  const idOf = () => anId('cel', ++count)
  return composeLayout(aLockerDesign({ modules: inARow(...ids), ...over }), find, idOf)
}

const names = (designs: readonly ModuleDesign[], over: Partial<LockerDesign>) =>
  built(designs, over).modules.map(({ cells }) => cells.map(({ name }) => name).join(' '))

describe('a composed layout', () => {
  test('has every cell at its height above the ground, from the bottom', () => {
    const { modules } = built([aColumn('CBA')], { baseMm: 50 })
    expect(modules[0]).toMatchObject({ name: 'A', kind: 'cells', widthMm: 400, topMm: 2_050 })
    expect(modules[0]?.cells.map(({ type, heightMm }) => [type, heightMm])).toEqual([
      ['C', 160],
      ['B', 590],
      ['A', 800],
    ])
  })

  test('names doors by column and row, or counts them through, upwards or downwards', () => {
    const both = [aColumn('CB'), aColumn('CBA')]
    expect(names(both, { naming: { scheme: 'letters', order: 'bottom-up' } })).toEqual([
      'A1 A2',
      'B1 B2 B3',
    ])
    expect(names(both, { naming: { scheme: 'letters', order: 'top-down' } })).toEqual([
      'A2 A1',
      'B3 B2 B1',
    ])
    const numbers = { scheme: 'numbers', order: 'bottom-up', from: 9, digits: 2 } as const
    expect(names(both, { naming: numbers })).toEqual(['09 10', '11 12 13'])
    const own = { scheme: 'own', names: [{ slot: 'm2', cell: 'c1', name: 'Post' }] } as const
    expect(names(both, { naming: { ...own, names: [...own.names] } })).toEqual([
      'A1 A2',
      'Post B2 B3',
    ])
  })

  test('exchanges left and right in a mirrored module, and counts what one sees', () => {
    const pair = aModule({
      cells: [
        aModuleCell('wide', { x: 0, y: 100, width: 300, height: 200 }, { type: 'W' }),
        aModuleCell('slim', { x: 300, y: 100, width: 100, height: 200 }, { type: 'S' }),
      ],
    })
    const [placed] = inARow(anId('mod', 1))
    const modules = placed ? [{ ...placed, mirrored: true }] : []
    const [module] = built([pair], { modules }).modules
    expect(module?.cells.map(({ type, name, area }) => [type, name, area?.x])).toEqual([
      ['S', 'A1', 0],
      ['W', 'A2', 100],
    ])
  })

  test('has no doors at the back of a machine that stands before a wall', () => {
    const through = aModule({
      cells: [
        aModuleCell('a', { x: 0, y: 100, width: 400, height: 200 }, { sides: ['front', 'back'] }),
      ],
    })
    const sides = (twoSided: boolean) => built([through], { twoSided }).modules[0]?.cells[0]?.sides
    expect(sides(false)).toEqual(['front'])
    expect(sides(true)).toEqual(['front', 'back'])
  })

  test('carries the controls, above the ground', () => {
    const [module] = built([aControlModule()], { baseMm: 100 }).modules
    expect(module?.controls?.map(({ kind, area }) => [kind, area.y])).toEqual([
      ['screen', 1_000],
      ['terminal', 800],
    ])
  })
})

test('columns beyond the alphabet go on as in a spreadsheet', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(columnLetters)).toEqual([
    'A',
    'Z',
    'AA',
    'AZ',
    'BA',
    'ZZ',
    'AAA',
  ])
})

/** A module whose rows are cut into cells side by side, some of them two behind each other. */
const anyModule: fc.Arbitrary<ModuleDesign> = fc
  .record({
    plinthMm: fc.integer({ min: 0, max: 300 }),
    rows: fc.array(
      fc.record({
        height: fc.integer({ min: 60, max: 400 }),
        widths: fc.array(fc.integer({ min: 60, max: 300 }), { minLength: 1, maxLength: 4 }),
        isDouble: fc.boolean(),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  })
  .map(({ plinthMm, rows }) => {
    let y = plinthMm
    let key = 0
    const cells = rows.flatMap(({ height, widths, isDouble }) => {
      let x = 0
      const row = widths.flatMap((width) => {
        const area = { x, y, width, height }
        x += width
        const size = { height: height - 20, width: width - 20, depth: isDouble ? 250 : 500 }
        const front = aModuleCell(`k${++key}`, area, { size })
        return isDouble
          ? [front, aModuleCell(`k${++key}`, area, { size, sides: ['back'] })]
          : [front]
      })
      y += height
      return row
    })
    return aModule({ plinthMm, widthMm: 1_200, heightMm: y, cells })
  })

const anyMachine = fc.record({
  modules: fc.array(fc.tuple(anyModule, fc.boolean()), { minLength: 1, maxLength: 6 }),
  twoSided: fc.boolean(),
  baseMm: fc.integer({ min: 0, max: 500 }),
  order: fc.constantFrom('bottom-up' as const, 'top-down' as const),
  isNumbered: fc.boolean(),
})

describe('whatever modules a machine is composed of', () => {
  test('no cell is lost, none stands twice, and the machine may be built', () => {
    fc.assert(
      fc.property(anyMachine, ({ modules, twoSided, baseMm, order, isNumbered }) => {
        const designs = modules.map(([design]) => design)
        fc.pre(designs.every((design) => moduleProblems(design).length === 0))
        const naming = isNumbered
          ? { scheme: 'numbers' as const, order, from: 1, digits: 2 }
          : { scheme: 'letters' as const, order }
        const placed = inARow(...idsOf(designs.length)).map((each, i) => ({
          ...each,
          mirrored: modules[i]?.[1] ?? false,
        }))
        const plan = built(designs, { modules: placed, twoSided, baseMm, naming })
        expect(layout.parse(plan)).toEqual(plan)
        expect(layoutProblems(plan)).toEqual([])
        const kept = plan.modules.map(({ cells }) => cells.length)
        expect(kept).toEqual(designs.map(({ cells }) => cells.length))
      }),
    )
  })

  test('no two doors of one side overlap, and none leaves its module', () => {
    fc.assert(
      fc.property(anyMachine, ({ modules, baseMm }) => {
        const designs = modules.map(([design]) => design)
        const plan = built(designs, { baseMm, twoSided: true })
        let left = 0
        const doors: { side: string; area: Area }[] = []
        for (const { cells, widthMm, topMm = 0 } of plan.modules) {
          for (const { area, sides } of cells) {
            if (!area) throw new Error('a composed cell has its place')
            expect(area.x + area.width).toBeLessThanOrEqual(widthMm)
            expect(area.y + area.height).toBeLessThanOrEqual(topMm)
            for (const side of sides) doors.push({ side, area: { ...area, x: area.x + left } })
          }
          left += widthMm
        }
        doors.forEach((one, i) =>
          doors.slice(i + 1).forEach((other) => {
            if (one.side === other.side) expect(overlaps(one.area, other.area)).toBe(false)
          }),
        )
      }),
    )
  })
})
