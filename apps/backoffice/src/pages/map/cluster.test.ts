import { describe, expect, test } from 'vitest'
import { clustersOf, type Point } from './cluster.ts'

const at = (x: number, y: number): Point => ({ x, y })
const itself = (point: Point) => point

describe('marks on a map', () => {
  test('that lie far apart stay what they are', () => {
    const marks = [at(5, 5), at(500, 5)]
    expect(clustersOf(marks, itself, 60)).toEqual(
      marks.map((mark) => ({ members: [mark], at: mark })),
    )
  })

  test('that would cover each other are one, in their middle', () => {
    const [one] = clustersOf([at(10, 10), at(20, 30)], itself, 60)
    expect(one).toEqual({ members: [at(10, 10), at(20, 30)], at: at(15, 20) })
  })

  test('are all there, however many', () => {
    const marks = Array.from({ length: 5_000 }, (_, i) => at((i * 37) % 900, (i * 91) % 700))
    const clusters = clustersOf(marks, itself, 60)
    expect(clusters.reduce((sum, { members }) => sum + members.length, 0)).toBe(5_000)
    expect(clusters.length).toBeLessThanOrEqual(15 * 12)
  })
})
