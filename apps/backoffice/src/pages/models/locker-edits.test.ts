import { lockerDesign, type LockerDesign } from '@cubby/domain/constructor/locker-design'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as edits from './locker-edits.ts'

const aModel = (number: number) => `mod_${String(number).padStart(26, '0')}` as const
const column = { module: aModel(1), version: 1 }
const slotsOf = ({ modules }: LockerDesign) => modules.map(({ slot }) => slot)
const three = [0, 1, 2].reduce(
  (design, at) => edits.withModule(design, column, at),
  edits.emptyLocker,
)

describe('a machine that is drawn', () => {
  test('takes modules anywhere, and keeps their order when one is moved', () => {
    expect(slotsOf(three)).toEqual(['m1', 'm2', 'm3'])
    expect(slotsOf(edits.withModule(three, column, 0))).toEqual(['m4', 'm1', 'm2', 'm3'])
    expect(slotsOf(edits.withModule(three, column, 99))).toEqual(['m1', 'm2', 'm3', 'm4'])
    expect(slotsOf(edits.movedModule(three, 0, 2))).toEqual(['m2', 'm3', 'm1'])
    expect(slotsOf(edits.movedModule(three, 2, -1))).toEqual(['m3', 'm1', 'm2'])
    expect(edits.movedModule(three, 1, 1)).toBe(three)
  })

  test('gives each module a place of its own, by which its cells are known', () => {
    const without = edits.withoutModule(three, 0)
    expect(slotsOf(edits.withModule(without, column, 0))).toEqual(['m4', 'm2', 'm3'])
    const fewer = edits.withoutModule(three, 2)
    expect(slotsOf(edits.withModule(fewer, column, 2, new Set(['m3'])))).toEqual(['m1', 'm2', 'm4'])
    expect(slotsOf(edits.duplicatedModule(fewer, 0, new Set(['m3'])))).toEqual(['m1', 'm4', 'm2'])
    const copied = edits.duplicatedModule(three, 0)
    expect(slotsOf(copied)).toEqual(['m1', 'm4', 'm2', 'm3'])
  })

  test('is mirrored and renewed where it is asked for', () => {
    const mirrored = edits.mirroredModule(three, 1)
    expect(mirrored.modules.map((each) => each.mirrored)).toEqual([false, true, false])
    expect(edits.mirroredModule(mirrored, 1)).toEqual(three)
    const other = edits.withModule(three, { module: aModel(2), version: 1 }, 3)
    const renewed = edits.renewedModules(other, column.module, 4)
    expect(renewed.modules.map(({ version }) => version)).toEqual([4, 4, 4, 1])
  })

  test('forgets the names of doors that are gone', () => {
    const named = edits.namedCell(edits.namedCell(three, 'm1', 'c1', 'Post'), 'm2', 'c1', 'Milk')
    expect(named.naming).toMatchObject({ names: [{ name: 'Post' }, { name: 'Milk' }] })
    expect(edits.withoutModule(named, 0).naming).toMatchObject({ names: [{ name: 'Milk' }] })
    expect(edits.namedCell(named, 'm2', 'c1', '').naming).toMatchObject({
      names: [{ name: 'Post' }],
    })
  })

  test('has room for so many modules and no more', () => {
    let full = edits.emptyLocker
    for (let i = 0; i < 100; i++) full = edits.withModule(full, column, i)
    expect(full.modules).toHaveLength(64)
    expect(edits.duplicatedModule(full, 0)).toBe(full)
  })

  test('may be saved whatever was done to it', () => {
    const step = fc.tuple(
      fc.nat(5),
      fc.integer({ min: -2, max: 12 }),
      fc.integer({ min: -2, max: 12 }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let design = edits.emptyLocker
        for (const [kind, a, b] of steps)
          design =
            [
              () => edits.withModule(design, column, a),
              () => edits.movedModule(design, a, b),
              () => edits.withoutModule(design, a),
              () => edits.mirroredModule(design, a),
              () => edits.duplicatedModule(design, a),
              () => edits.namedCell(design, `m${Math.abs(a) + 1}`, 'c1', String(b)),
            ][kind]?.() ?? design
        expect(lockerDesign.parse(design)).toEqual(design)
        expect(new Set(slotsOf(design)).size).toBe(design.modules.length)
      }),
    )
  })
})

test('a module comes to stand before the one whose middle it has not passed', () => {
  const others = [
    { leftMm: 0, widthMm: 400 },
    { leftMm: 400, widthMm: 600 },
  ]
  expect([-50, 199, 201, 699, 701, 2_000].map((x) => edits.placeAt(others, x))).toEqual([
    0, 0, 1, 1, 2, 2,
  ])
})
