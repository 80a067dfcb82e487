import { describe, expect, test } from 'vitest'
import { type WallCell, wallPlan } from './wall-geometry.ts'

const aCell = (name: string, heightMm: number, over: Partial<WallCell> = {}): WallCell => ({
  id: `cel_${name}`,
  name,
  size: { height: 200, width: 380, depth: 600 },
  sides: ['front'],
  heightMm,
  transparent: false,
  ...over,
})
const modules = [
  { name: 'left', kind: 'cells' as const, widthMm: 400, cells: [aCell('1', 100), aCell('2', 320)] },
  {
    name: 'right',
    kind: 'control' as const,
    widthMm: 500,
    cells: [aCell('3', 1_000, { sides: ['front', 'back'] })],
  },
]

describe('the wall of a machine', () => {
  test('shows each door at its height, the higher one above', () => {
    const { doors, height } = wallPlan(modules)
    const [low, high] = doors
    expect(doors.map(({ cell }) => cell.name)).toEqual(['1', '2', '3'])
    expect(high?.box.y).toBeLessThan(low?.box.y ?? 0)
    expect((low?.box.y ?? 0) + (low?.box.height ?? 0)).toBeCloseTo(height - 100)
  })

  test('is as wide as its modules, and no door leaves its module', () => {
    const { width, doors, modules: placed } = wallPlan(modules)
    expect(width).toBe(900)
    for (const { box } of doors) {
      const around = placed.find(
        (module) => box.x >= module.box.x && box.x < module.box.x + module.box.width,
      )
      expect(box.x + box.width).toBeLessThanOrEqual((around?.box.x ?? 0) + (around?.box.width ?? 0))
    }
  })

  test('has its screen below the cells of the control module', () => {
    const { screen, doors } = wallPlan(modules)
    expect(screen?.x).toBeGreaterThan(400)
    expect(screen?.y).toBeGreaterThan(doors[2]?.box.y ?? 0)
  })

  test('seen from the back has left and right exchanged, and only the doors of that side', () => {
    const { doors, screen } = wallPlan(modules, 'back')
    expect(doors.map(({ cell }) => cell.name)).toEqual(['3'])
    expect(doors[0]?.box.x).toBeLessThan(500)
    expect(screen).toBeNull()
  })
})
