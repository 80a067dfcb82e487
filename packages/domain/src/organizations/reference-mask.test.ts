import { describe, expect, test } from 'vitest'
import { fitsMask, isMask } from './reference-mask.ts'

describe('a mask', () => {
  test.each([
    ['AB-9999', 'KC-2026', false],
    ['KB-9999', 'KB-2026', true],
    ['KB-9999', 'KB-202', false],
    ['KB-9999', 'KB-20266', false],
    ['AA99', 'Ää12', true],
    ['X9', '71', true],
    ['X9', 'ж1', true],
    ['X9', '-1', false],
    ['\\A9', 'A1', true],
    ['\\A9', 'B1', false],
    ['999', '١٢٣', false],
    ['(9+)+$', '(1+)+$', true],
  ])('%s for %s: %s', (mask, reference, fits) => {
    expect(fitsMask(mask, reference)).toBe(fits)
  })

  test('does not end in the middle of an escape', () => {
    expect(isMask('ORD-\\')).toBe(false)
    expect(isMask('ORD-\\\\')).toBe(true)
  })
})
