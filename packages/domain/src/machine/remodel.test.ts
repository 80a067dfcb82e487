import { smallLayout } from '@cubby/testing/layouts'
import { seededIds } from '@cubby/testing/seeded-ids'
import { describe, expect, test } from 'vitest'
import { cellsOf, layoutProblems } from '../cells/layout.ts'
import { type DrawnLayout, type Remodelled, remodelled } from './remodel.ts'

const ids = seededIds('remodel')
const before = smallLayout(ids)
const drawn = (): DrawnLayout => structuredClone(before)
const remodel = (to: DrawnLayout) => remodelled(before, to, () => ids.mint('cel'))
const names = (cells: readonly { name: string }[]) => cells.map(({ name }) => name)
const leaving = (after: Remodelled) => names(after.leave.map(({ cell }) => cell))

describe('another model', () => {
  test('that is the same leaves every cell as it is', () => {
    const after = remodel(drawn())
    expect(after.layout).toEqual(before)
    expect([after.leave, after.come]).toEqual([[], []])
  })

  test('keeps the id of a cell that changes its size in its place', () => {
    const to = drawn()
    const cell = to.modules[0]?.cells[0]
    if (cell) cell.gramsMax = 5_000
    const after = remodel(to)
    expect(after.layout.modules[0]?.cells[0]).toEqual({
      ...before.modules[0]?.cells[0],
      gramsMax: 5_000,
    })
  })

  test('with a cell of quite another size in its place lets the old one go, and gives nothing of it on', () => {
    const to = drawn()
    const cell = to.modules[0]?.cells[0]
    if (cell) cell.size = { ...cell.size, height: cell.size.height / 2 }
    const after = remodel(to)
    expect(leaving(after)).toEqual(['1'])
    expect(names(after.come)).toEqual(['1'])
    expect(after.come[0]?.id).not.toBe(cellsOf(before)[0]?.id)
    const still = new Map(after.leave.map((one) => [one.place, one.cell]))
    const back = remodelled(after.layout, drawn(), () => ids.mint('cel'), { leaving: still })
    expect(back.layout.modules[0]?.cells[0]?.id).toBe(cellsOf(before)[0]?.id)
  })

  test('with its doors on the other side is another machine', () => {
    const to = drawn()
    for (const { cells } of to.modules) for (const cell of cells) cell.sides = ['back']
    expect(remodel(to).stay).toEqual([])
  })

  test('leaves a cell to the tenant for whom it was built', () => {
    const built = structuredClone(before)
    const [cell] = cellsOf(built)
    const tenant = ids.mint('org')
    if (cell) cell.tenant = tenant
    const after = remodelled(built, drawn(), () => ids.mint('cel'))
    expect(cellsOf(after.layout)[0]?.tenant).toBe(tenant)
  })

  test('with one module less lets its cells go', () => {
    const to = drawn()
    to.modules.pop()
    expect(leaving(remodel(to))).toEqual(['5', '6', '7', '8'])
  })

  test('with one module more gives new cells ids of their own', () => {
    const to = drawn()
    const more = structuredClone(to.modules[0])
    if (more)
      to.modules.push({ ...more, cells: more.cells.map((c, i) => ({ ...c, name: `9${i}` })) })
    const after = remodel(to)
    expect(names(after.come)).toEqual(['90', '91', '92', '93'])
    expect(layoutProblems(after.layout)).toEqual([])
    expect(names(after.stay.map((one) => one.after))).toEqual(names(cellsOf(before)))
  })

  test('in which two modules changed places is another machine', () => {
    const to = drawn()
    to.modules.reverse()
    const after = remodel(to)
    expect(after.stay).toEqual([])
    expect(after.leave).toHaveLength(8)
    expect(layoutProblems(after.layout)).toEqual([])
  })

  test('that brings a cell back before it has gone gives it its id again', () => {
    const to = drawn()
    to.modules.pop()
    const halved = remodel(to)
    const still = new Map(halved.leave.map(({ place, cell }) => [place, cell]))
    const back = remodelled(halved.layout, drawn(), () => ids.mint('cel'), { leaving: still })
    expect(back.layout).toEqual(before)
    expect(names(back.come)).toEqual(['5', '6', '7', '8'])
  })

  test('whose drawing names its cells for good may paint other names on the doors', () => {
    const to = drawn()
    for (const { cells } of to.modules) for (const cell of cells) cell.name = `B${cell.name}`
    const keys = cellsOf(before).map(({ name }) => `key ${name}`)
    const places = { before: keys, drawn: keys }
    const after = remodelled(before, to, () => ids.mint('cel'), { places })
    expect(cellsOf(after.layout).map(({ id }) => id)).toEqual(cellsOf(before).map(({ id }) => id))
    expect(after.stay[0]).toMatchObject({ before: { name: '1' }, after: { name: 'B1' } })
  })
})
