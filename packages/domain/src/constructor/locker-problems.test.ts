import {
  aColumn,
  aControlModule,
  aLockerDesign,
  aModule,
  aModuleCell,
  inARow,
} from '@cubby/testing/constructor/designs'
import { anId } from '@cubby/testing/kernel/builders'
import { describe, expect, test } from 'vitest'
import type { LockerDesign } from './locker-design.ts'
import { lockerProblems } from './locker-problems.ts'
import type { ModuleDesign } from './module-design.ts'

/** What is said of a machine of these modules. */
function said(
  designs: readonly ModuleDesign[],
  over: Partial<LockerDesign> = {},
  isReleased = true,
) {
  const ids = designs.map((_, i) => anId('mod', i + 1))
  const design = aLockerDesign({ modules: inARow(...ids), ...over })
  return lockerProblems(design, (module, version) => {
    const found = designs[ids.indexOf(module)]
    return found && version === 1 ? { design: found, isReleased } : undefined
  })
}
const codes = (...asked: Parameters<typeof said>) =>
  said(...asked).map(({ level, pointer, code }) => `${level} ${pointer} ${code}`)

const column = aColumn('CBBAA')
const control = aControlModule()

describe('a machine', () => {
  test('of released modules with controls and cells within reach is good', () => {
    expect(codes([column, control, column])).toEqual([])
  })

  test('is not built from modules that are not there, or not released', () => {
    expect(codes([column, control], {}, false)).toEqual([
      'error /modules/0 module-draft',
      'error /modules/1 module-draft',
    ])
    const modules = inARow(anId('mod', 1), anId('mod', 2)).map((each) => ({ ...each, version: 2 }))
    expect(codes([column, control], { modules }).slice(0, 2)).toEqual([
      'error /modules/0 module-missing',
      'error /modules/1 module-missing',
    ])
  })

  test('is not empty, and not larger than its buses carry', () => {
    expect(codes([])).toEqual(['error /modules empty'])
    const slim = aModule({
      widthMm: 1_200,
      cells: Array.from({ length: 100 }, (_, i) =>
        aModuleCell(`c${i}`, {
          x: (i % 5) * 200,
          y: 100 + Math.floor(i / 5) * 90,
          width: 200,
          height: 90,
        }),
      ),
    })
    expect(codes([control, slim, slim, slim, slim, slim, slim])).toContain(
      'error /modules too-many',
    )
  })

  test('has a control module, and every kind of control where somebody in a wheelchair reaches one', () => {
    expect(codes([column])).toEqual(['error /modules control-none'])
    const [screen, terminal] = control.controls
    const high = {
      kind: 'terminal',
      side: 'front',
      area: { x: 60, y: 1_450, width: 100, height: 20 },
    } as const
    if (!screen || !terminal) throw new Error('the control module has both')
    const only = (...controls: typeof control.controls) => [
      column,
      aControlModule({ cells: [], controls }),
    ]
    expect(codes(only(terminal))).toEqual(['warning /modules screen-none'])
    expect(codes(only(screen, high))).toEqual(['error /modules/1 out-of-reach'])
    expect(codes(only(screen, high, terminal))).toEqual([])
  })

  test('knows the edges of what can be reached: 380 and 1,220 mm above the ground', () => {
    const at = (middle: number) =>
      codes(
        [
          aColumn('BBAA'),
          aControlModule({
            cells: [],
            controls: [
              {
                kind: 'screen',
                side: 'front',
                area: { x: 0, y: middle - 100, width: 300, height: 200 },
              },
            ],
          }),
        ],
        { baseMm: 0 },
      )
    expect([379, 380, 1_220, 1_221].map((middle) => at(middle).length)).toEqual([1, 0, 0, 1])
  })

  test('says of which size nothing can be reached', () => {
    const tall = aModule({
      cells: [aModuleCell('a', { x: 0, y: 1_500, width: 400, height: 100 }, { type: 'X' })],
    })
    expect(codes([column, control, tall])).toEqual(['warning /modules reach-type'])
    expect(codes([aControlModule(), tall])).toEqual(['error /modules reach-none'])
  })

  test('stands before a wall, or has doors and controls at the back', () => {
    const kitchen = aModule({
      cells: [aModuleCell('a', { x: 0, y: 500, width: 400, height: 300 }, { sides: ['back'] })],
    })
    expect(codes([column, control, kitchen])).toEqual(['error /modules/2 back-shut'])
    expect(codes([column, control, kitchen], { twoSided: true })).toEqual([
      'warning /modules back-no-controls',
    ])
    expect(codes([column, control], { twoSided: true })).toEqual(['warning /twoSided back-unused'])
  })

  test('has a name of its own on each door', () => {
    const twice = {
      scheme: 'own' as const,
      names: [
        { slot: 'm1', cell: 'c1', name: 'Post' },
        { slot: 'm1', cell: 'c2', name: 'Post' },
      ],
    }
    expect(codes([aColumn('CBA'), control], { naming: twice })).toEqual([
      'error /modules/0 name-duplicate',
      'warning /naming/names name-missing',
    ])
    const modules = inARow(anId('mod', 1), anId('mod', 2)).map((each) => ({ ...each, slot: 'm1' }))
    expect(codes([column, control], { modules })).toContain('error /modules/1/slot duplicate')
  })

  test('is what it was wanted for: sizes, width, weight, boards', () => {
    const board = { model: 'CU-4', channels: 4 }
    const over = {
      wanted: [
        { type: 'C', count: 1 },
        { type: 'B', count: 3 },
      ],
      widthMmMax: 799,
      floorKgPerSquareMetreMax: 600,
    }
    const found = said([{ ...column, board }, control], over)
    expect(found.map(({ level, pointer, code }) => `${level} ${pointer} ${code}`)).toEqual([
      'error /wanted/1 wanted-missing',
      'error /widthMmMax too-wide',
      'error /floorKgPerSquareMetreMax too-heavy',
      'warning /modules channels-few',
    ])
    // 2 × 60 kg of steel and 8 × 25 kg of parcels on 0.8 × 0.6 m.
    expect(found.map(({ values }) => values)).toEqual([
      { type: 'B', count: 3, got: 2 },
      { width: 800, most: 799 },
      { load: 667, most: 600 },
      { doors: 8, channels: 4 },
    ])
  })

  test('looks odd when its modules differ in height or depth', () => {
    const low = aColumn('CBBAA', { heightMm: 1_900, depthMm: 550 })
    expect(codes([low, control])).toEqual([
      'warning /modules heights-differ',
      'warning /modules depths-differ',
    ])
  })
})
