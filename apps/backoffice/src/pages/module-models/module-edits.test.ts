import { moduleDesign, type ModuleDesign } from '@cubby/domain/constructor/module-design'
import { moduleProblems } from '@cubby/domain/constructor/module-problems'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as edits from './module-edits.ts'

const first = edits.withCell(edits.emptyModule).design
const keysOf = ({ cells }: ModuleDesign) => cells.map(({ key }) => key)
const areasOf = ({ cells }: ModuleDesign) => cells.map(({ area }) => area)

describe('a module that is drawn', () => {
  test('takes the next cell in the lowest free strip, like the last one', () => {
    const wide = edits.changedCells(first, ['c1'], (cell) => ({ ...cell, type: 'B', socket: true }))
    const { design, part } = edits.withCell(wide)
    expect(part).toEqual({ kind: 'cell', key: 'c2' })
    expect(design.cells[1]).toMatchObject({
      type: 'B',
      socket: true,
      area: { x: 0, y: 260, width: 400, height: 200 },
      size: { height: 180, width: 380, depth: 640 },
    })
  })

  test('is filled up, and then takes no more', () => {
    const full = edits.filledUp(edits.emptyModule, 200)
    expect(full.cells).toHaveLength(9)
    expect(moduleProblems(full)).toEqual([])
    const last = edits.withCell(full)
    expect(last.design.cells.at(-1)?.area).toMatchObject({ y: 1_860, height: 40 })
    expect(edits.withCell(last.design)).toEqual({ design: last.design, part: null })
  })

  test('keeps the steel around the inside when a cell grows', () => {
    const part = { kind: 'cell', key: 'c1' } as const
    const area = { x: 0, y: 60, width: 200, height: 500 }
    const grown = edits.withArea(first, part, area)
    expect(grown.cells[0]?.size).toEqual({ width: 180, height: 480, depth: 640 })
    expect(edits.withArea(grown, part, area)).toBe(grown)
  })

  test('has a cell cut into equal ones, which keep all that it was', () => {
    const chilled = edits.changedCells(first, ['c1'], (cell) => ({ ...cell, zone: 'chilled' }))
    const cut = edits.splitCell(chilled, 'c1', 2, 2)
    expect(keysOf(cut)).toEqual(['c1', 'c2', 'c3', 'c4'])
    expect(areasOf(cut).map(({ x, y }) => [x, y])).toEqual([
      [0, 60],
      [200, 60],
      [0, 160],
      [200, 160],
    ])
    expect(cut.cells.every(({ zone, size }) => zone === 'chilled' && size.width === 180)).toBe(true)
    expect(moduleProblems(cut)).toEqual([])
    expect(edits.splitCell(first, 'c1', 6, 1)).toBe(first)
    expect(edits.splitCell(first, 'c9', 2, 1)).toBe(first)
  })

  test('has copies above the original, or where there is room', () => {
    const copied = edits.duplicatedCell(first, 'c1').design
    expect(areasOf(copied).map(({ y }) => y)).toEqual([60, 260])
    const again = edits.duplicatedCell(copied, 'c1').design
    expect(areasOf(again).map(({ y }) => y)).toEqual([60, 260, 460])
  })

  test('becomes a control module with its first control, which is within reach', () => {
    const { design, part } = edits.withControl(first, 'screen')
    expect(part).toEqual({ kind: 'control', index: 0 })
    expect(design).toMatchObject({ kind: 'control', controls: [{ area: { y: 800, height: 360 } }] })
    expect(moduleProblems(design)).toEqual([])
    expect(edits.withoutParts(design, [{ kind: 'control', index: 0 }]).controls).toEqual([])
  })

  test('may be saved whatever was done to it', () => {
    const number = fc.integer({ min: -1, max: 12 })
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(6), number, number), { maxLength: 60 }), (steps) => {
        let design = edits.emptyModule
        for (const [kind, a, b] of steps) {
          const part = { kind: 'cell', key: `c${a}` } as const
          const area = { x: Math.max(0, a) * 20, y: Math.max(0, b) * 50, width: 100, height: 90 }
          design =
            [
              () => edits.withCell(design).design,
              () => edits.withCell(design, area).design,
              () => edits.withArea(design, part, area),
              () => edits.splitCell(design, part.key, a, b),
              () => edits.duplicatedCell(design, part.key).design,
              () => edits.withoutParts(design, [part, { kind: 'control', index: b }]),
              () => edits.withControl(design, 'keypad').design,
            ][kind]?.() ?? design
        }
        expect(moduleDesign.parse(design)).toEqual(design)
        expect(new Set(keysOf(design)).size).toBe(design.cells.length)
      }),
    )
  })
})
