import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { caughtBefore } from './caught-before.ts'
import { mutants, planted } from './mutants.ts'

const root = fileURLToPath(new URL('../../../../../', import.meta.url))

test('there are at least twenty-five, each under a name of its own', () => {
  expect(mutants.length).toBeGreaterThanOrEqual(25)
  expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length)
})

test('a day is kept only for defects that there are', () => {
  const names = mutants.map(({ name }) => name)
  for (const name of caughtBefore.keys()) expect(names).toContain(name)
})

describe.each(mutants)('the defect $name', ({ changes }) => {
  test('finds what it is to replace, exactly once in each place', () => {
    for (const file of new Set(changes.map((change) => change.file))) {
      const source = readFileSync(`${root}${file}`, 'utf8')
      const own = changes.filter((change) => change.file === file)
      expect(planted(source, own)).not.toBe(source)
    }
  })
})

test('a source that has moved on is noticed', () => {
  const change = { file: 'a.ts', find: 'one', put: 'two' }
  expect(planted('one', [change])).toBe('two')
  expect(() => planted('three', [change])).toThrow(/a.ts has 0 times/)
  expect(() => planted('one one', [change])).toThrow(/a.ts has 2 times/)
})
