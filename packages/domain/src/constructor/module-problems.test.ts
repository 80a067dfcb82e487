import { aColumn, aControlModule, aModule, aModuleCell } from '@cubby/testing/constructor/designs'
import { describe, expect, test } from 'vitest'
import { moduleDesign, type ModuleDesign } from './module-design.ts'
import { moduleProblems } from './module-problems.ts'

const said = (design: ModuleDesign) =>
  moduleProblems(design).map(({ level, pointer, code }) => `${level} ${pointer} ${code}`)

const left = { x: 0, y: 100, width: 200, height: 300 }
const right = { ...left, x: 200 }

describe('a module', () => {
  test('whose cells touch and do not overlap is good', () => {
    expect(said(aColumn('CCBBAAA'))).toEqual([])
    expect(said(aModule({ cells: [aModuleCell('a', left), aModuleCell('b', right)] }))).toEqual([])
    expect(said(aControlModule())).toEqual([])
  })

  test('names the first of two cells that overlap', () => {
    const cells = [aModuleCell('a', left), aModuleCell('b', { ...right, x: 199 })]
    expect(said(aModule({ cells }))).toEqual(['error /cells/0 overlap'])
  })

  test('may have one cell behind another when each has its own side and both are short enough', () => {
    const front = aModuleCell('a', left, { size: { height: 280, width: 180, depth: 300 } })
    const back = { ...front, key: 'b', sides: ['back' as const] }
    expect(said(aModule({ cells: [front, back] }))).toEqual([])
    const deep = { ...back, size: { ...back.size, depth: 301 } }
    expect(said(aModule({ cells: [front, deep] }))).toEqual(['error /cells/0/size/depth too-deep'])
    const through = { ...back, sides: ['front' as const, 'back' as const] }
    expect(said(aModule({ cells: [front, through] }))).toEqual(['error /cells/0 overlap'])
  })

  test('holds its cells: none beyond its edges, none in the plinth', () => {
    const cells = [
      aModuleCell('a', { ...left, x: 201 }),
      aModuleCell('b', { ...left, y: 99 }),
      aModuleCell('c', { ...left, y: 1_701 }),
    ]
    expect(said(aModule({ cells: cells.slice(0, 1) }))).toEqual(['error /cells/0/area outside'])
    expect(said(aModule({ cells: cells.slice(1, 2) }))).toEqual(['error /cells/0/area/y in-plinth'])
    expect(said(aModule({ cells: cells.slice(2) }))).toEqual(['error /cells/0/area outside'])
  })

  test('has no cell that is larger inside than outside', () => {
    for (const size of [
      { height: 301, width: 180, depth: 500 },
      { height: 280, width: 201, depth: 500 },
      { height: 280, width: 180, depth: 601 },
    ])
      expect(said(aModule({ cells: [aModuleCell('a', left, { size })] }))).toEqual([
        'error /cells/0/size inner-larger',
      ])
  })

  test('has something in it, and each key and side once', () => {
    expect(said(aModule())).toEqual(['error /cells empty'])
    const cells = [aModuleCell('a', left), aModuleCell('a', right, { sides: ['back', 'back'] })]
    expect(said(aModule({ cells }))).toEqual([
      'error /cells/1/key duplicate',
      'error /cells/1/sides duplicate',
    ])
  })

  test('carries controls only when it is a control module, and not where a door is', () => {
    const { cells, controls } = aControlModule()
    expect(said(aModule({ cells, controls }))).toContain('error /controls/0 controls-not-here')
    const covered = aControlModule({
      cells: [aModuleCell('a', { x: 0, y: 1_250, width: 400, height: 100 })],
    })
    expect(said(covered)).toEqual(['error /controls/0 overlap'])
    const behind = aModuleCell(
      'a',
      { x: 0, y: 1_250, width: 400, height: 100 },
      { sides: ['back'] },
    )
    expect(said(aControlModule({ cells: [behind] }))).toEqual([])
  })

  test('warns of what is allowed and seldom wise', () => {
    const cell = aModuleCell('a', left, {
      zone: 'frozen',
      transparent: true,
      socket: true,
    })
    const charging = aModuleCell('b', right, { purposes: ['charging'] })
    const board = { model: 'CU-16', channels: 1 }
    expect(said(aModule({ cells: [cell, charging], board }))).toEqual([
      'warning /cells/0/transparent glass-frozen',
      'warning /cells/0/socket socket-cold',
      'warning /cells/1/purposes charging-no-socket',
      'warning /board/channels channels-few',
    ])
  })

  test('is refused with measures that no machine has', () => {
    for (const odd of [
      { widthMm: -1 },
      { widthMm: Number.NaN },
      { heightMm: 1e9 },
      { depthMm: 0.5 },
      { colour: 'red' },
      { cells: Array.from({ length: 121 }, (_, i) => aModuleCell(`c${i}`, left)) },
    ])
      expect(moduleDesign.safeParse({ ...aColumn('A'), ...odd }).success).toBe(false)
  })
})
