import { describe, expect, test } from 'vitest'
import { simOptions } from './options.ts'

describe('the command line of the simulator', () => {
  test('lives through fifty days by itself', () => {
    expect(simOptions([])).toMatchObject({ from: 1, seeds: 50, mutants: 'no', workers: 2 })
  })

  test('hunts planted defects too when a program reads the result', () => {
    expect(simOptions(['--seeds', '300', '--json'])).toMatchObject({ seeds: 300, mutants: 'too' })
    expect(simOptions(['--seed', '7', '--json'])).toMatchObject({ seeds: 1, mutants: 'no' })
  })

  test('tells one day when asked for its story', () => {
    expect(simOptions(['--seed', '7', '--story'])).toMatchObject({ from: 7, seeds: 1, story: true })
  })

  test('hunts defects alone, or one of them', () => {
    expect(simOptions(['--mutants'])).toMatchObject({ mutants: 'only', mutant: null })
    expect(simOptions(['--mutant', 'fork-taken-in'])).toMatchObject({ mutants: 'only' })
  })

  test.each([
    [['--seeds', 'many'], /--seeds takes a whole number/],
    [['--seeds', '0'], /from 1 on/],
    [['--kind', 'sunny'], /no days of kind sunny/],
    [['--story'], /give its --seed/],
    [['--seed', '1', '--seeds', '2'], /give one of them/],
  ] as const)('says what is wrong with %j', (args, why) => {
    expect(() => simOptions(args)).toThrow(why)
  })
})
