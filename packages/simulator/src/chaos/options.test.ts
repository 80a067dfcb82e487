import { seconds } from '@cubby/kit/clock'
import { describe, expect, test } from 'vitest'
import { optionsFrom } from './options.ts'

describe('the options of chaos', () => {
  test('are twenty lockers and a minute of trouble when nothing is said', () => {
    expect(optionsFrom([])).toMatchObject({
      edges: 20,
      trouble: seconds(60),
      json: false,
      drills: [],
    })
  })

  test('take a seed, and draw one when there is none', () => {
    expect(optionsFrom(['--seed', 'abc']).seed).toBe('abc')
    expect(optionsFrom([]).seed).not.toBe(optionsFrom([]).seed)
  })

  test('name one drill or all of them, with a few lockers', () => {
    expect(optionsFrom(['--drill', 'clone'])).toMatchObject({ drills: ['clone'], edges: 3 })
    expect(optionsFrom(['--drill', 'all']).drills).toEqual(['restore', 'upgrade', 'clone'])
  })

  test.each([
    [['--edges', '0'], '--edges'],
    [['--edges', '101'], '--edges'],
    [['--seconds', 'x'], '--seconds'],
    [['--drill', 'flood'], '--drill'],
  ])('say what is wrong with %j', (args, option) => {
    expect(() => optionsFrom(args)).toThrow(option)
  })
})
