import type { Size } from '@cubby/kit/units'
import { aCell } from '@cubby/testing/kernel/builders'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fits, fitsCell, fitTogether } from './fit.ts'

const small: Size = { height: 80, width: 380, depth: 640 }
const side = fc.integer({ min: 1, max: 3_000 })
const size: fc.Arbitrary<Size> = fc.record({ height: side, width: side, depth: side })

const turned = ({ height: a, width: b, depth: c }: Size): Size[] =>
  [
    [a, b, c],
    [a, c, b],
    [b, a, c],
    [b, c, a],
    [c, a, b],
    [c, b, a],
  ].map(([height = 0, width = 0, depth = 0]) => ({ height, width, depth }))

describe('a box', () => {
  test('of 8 x 38 x 64 cm fits a cell of exactly that, however it is turned', () => {
    for (const box of turned(small)) expect(fits(box, small)).toBe(true)
  })

  test('that is one millimetre longer on any side does not', () => {
    for (const longer of ['height', 'width', 'depth'] as const)
      for (const box of turned({ ...small, [longer]: small[longer] + 1 }))
        expect(fits(box, small)).toBe(false)
  })

  test('fits or not whichever way it or the cell is turned', () => {
    fc.assert(
      fc.property(size, size, (box, space) => {
        const answers = turned(box).flatMap((one) => turned(space).map((other) => fits(one, other)))
        expect(new Set(answers).size).toBe(1)
      }),
    )
  })

  test('fits exactly when one of its turns does', () => {
    const upright = (box: Size, space: Size) =>
      box.height <= space.height && box.width <= space.width && box.depth <= space.depth
    fc.assert(
      fc.property(size, size, (box, space) => {
        expect(fits(box, space)).toBe(turned(box).some((one) => upright(one, space)))
      }),
    )
  })

  test('may weigh what the cell carries, and not a gram more', () => {
    const cell = aCell({ gramsMax: 25_000 })
    expect(fitsCell({ size: small, grams: 25_000 }, cell)).toBe(true)
    expect(fitsCell({ size: small, grams: 25_001 }, cell)).toBe(false)
  })
})

describe('several boxes', () => {
  const cell = aCell({ size: { height: 300, width: 300, depth: 300 }, gramsMax: 1_000 })
  const box = { size: { height: 100, width: 300, depth: 300 }, grams: 300 }

  test('surely fit together while a third of the cell stays free', () => {
    expect(fitTogether([box, box], cell)).toBe(true)
    expect(fitTogether([box, box, { ...box, size: { height: 1, width: 1, depth: 1 } }], cell)).toBe(
      false,
    )
  })

  test('may together weigh what the cell carries', () => {
    expect(
      fitTogether(
        [
          { ...box, grams: 500 },
          { ...box, grams: 500 },
        ],
        cell,
      ),
    ).toBe(true)
    expect(
      fitTogether(
        [
          { ...box, grams: 500 },
          { ...box, grams: 501 },
        ],
        cell,
      ),
    ).toBe(false)
  })

  test('do not fit when one of them alone does not', () => {
    expect(fitTogether([{ size: { height: 1, width: 1, depth: 301 }, grams: 1 }], cell)).toBe(false)
  })
})
