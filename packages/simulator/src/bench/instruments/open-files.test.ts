import { expect, test } from 'vitest'
import { needOpenFiles } from './open-files.ts'

test('says how many open files are needed and how many there are', () => {
  expect(() => needOpenFiles(11_000, 1_024)).toThrow('11000 open files are needed and 1024')
  expect(() => needOpenFiles(11_000, 11_000)).not.toThrow()
  expect(() => needOpenFiles(2)).not.toThrow()
})
