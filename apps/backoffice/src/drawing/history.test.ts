import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { afterChange, afterRedo, afterUndo, historyOf } from './history.ts'

describe('the steps of a drawing', () => {
  test('are taken back and done again one by one', () => {
    const two = afterChange(afterChange(historyOf('a'), 'b'), 'c')
    expect(afterUndo(two).present).toBe('b')
    expect(afterUndo(afterUndo(two)).present).toBe('a')
    expect(afterRedo(afterUndo(two))).toMatchObject({ present: 'c', future: [] })
  })

  test('go nowhere beyond the first and the last', () => {
    const one = historyOf('a')
    expect(afterUndo(one)).toBe(one)
    expect(afterRedo(one)).toBe(one)
  })

  test('that were taken back are gone once something else is drawn', () => {
    const other = afterChange(afterUndo(afterChange(historyOf('a'), 'b')), 'c')
    expect(afterRedo(other).present).toBe('c')
    expect(afterUndo(other).present).toBe('a')
  })

  test('of one field are one step, until something else is changed or taken back', () => {
    const typed = ['b', 'bo', 'box'].reduce(
      (history, text) => afterChange(history, text, 'name'),
      historyOf('a'),
    )
    expect(afterUndo(typed).present).toBe('a')
    const between = afterChange(afterChange(typed, 'x'), 'xy', 'name')
    expect(afterUndo(between).present).toBe('x')
  })

  test('are bounded', () => {
    let history = historyOf(0)
    for (let i = 1; i <= 2_000; i++) history = afterChange(history, i)
    expect(history.past).toHaveLength(500)
    expect(history.past[0]).toBe(1_500)
  })

  test('lead back to where one was, whatever was done', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 40 }), (values) => {
        const drawn = values.reduce(
          (history, value) => afterChange(history, { value }),
          historyOf({ value: 0 }),
        )
        let history = drawn
        for (const _ of values) history = afterUndo(history)
        expect(history.present).toEqual({ value: 0 })
        for (const _ of values) history = afterRedo(history)
        expect(history).toEqual(drawn)
      }),
    )
  })
})
