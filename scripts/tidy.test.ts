import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readTree, untidy } from './tidy.ts'

test('this repository keeps its own rules', () => {
  const files = readTree(join(import.meta.dirname, '..'))
  expect(files.size).toBeGreaterThan(50)
  expect(untidy(files)).toEqual([])
  // It reads every file there is, on whatever machine.
}, 60_000)

const lines = (count: number) => 'export const x = 1\n'.repeat(count)
const functionOf = (count: number) => `const f = () => {\n${'  f()\n'.repeat(count - 2)}}\n`

describe.each([
  ['file-length', 'packages/server/src/a.ts', lines(401)],
  ['function-length', 'packages/server/src/a.ts', functionOf(71)],
  ['clock-and-chance', 'packages/server/src/a.ts', 'export const now = Date.now()'],
  ['clock-and-chance', 'packages/domain/src/a.ts', 'export const now = () => new Date()'],
  ['clock-and-chance', 'packages/kit/src/a.ts', 'export const draw = Math.random'],
  [
    'clock-and-chance',
    'packages/edge/src/a.ts',
    "import { randomUUID as id } from 'node:crypto'\nid()",
  ],
  [
    'clock-and-chance',
    'packages/edge/src/a.ts',
    "import { randomBytes } from 'node:crypto'\nrandomBytes(1)",
  ],
  [
    'clock-and-chance',
    'packages/edge/src/a.ts',
    "import crypto from 'node:crypto'\ncrypto.randomUUID()",
  ],
  ['clock-and-chance', 'packages/drivers/src/a.ts', 'setTimeout(() => {}, 5)'],
  [
    'clock-and-chance',
    'packages/drivers/src/a.ts',
    "import { setTimeout as nap } from 'node:timers/promises'",
  ],
  ['clock-and-chance', 'packages/keys/src/a.ts', 'export const now = Date.now()'],
  ['named-columns', 'packages/server/src/a.ts', 'export const text = `select * from cells`'],
  ['named-columns', 'packages/server/src/a.ts', "export const text = 'SELECT c.* FROM cells c'"],
  ['named-columns', 'packages/server/src/a.ts', "export const q = db.from('cells').selectAll()"],
  ['issue-for-later', 'packages/server/src/a.ts', '// TO' + 'DO: sleep on it'],
  ['issue-for-later', 'docs/a.md', 'FIX' + 'ME'],
  ['no-default-export', 'packages/server/src/a.ts', 'export default 1'],
  ['no-barrels', 'packages/server/src/a.ts', "export * from './b.ts'"],
  ['no-barrels', 'packages/server/src/a.ts', "export { b } from './b.ts'"],
  ['no-barrels', 'packages/server/src/index.ts', 'export const a = 1'],
  ['every-test-runs', 'packages/server/src/a.test.ts', "test.only('a', () => {})"],
  ['every-test-runs', 'e2e/a.test.ts', "describe.skip('a', () => {})"],
  ['no-console', 'packages/server/src/a.ts', "console.log('a')"],
  ['pure-imports', 'packages/domain/src/a.ts', "import { readFileSync } from 'node:fs'"],
  ['pure-imports', 'packages/protocol/src/a.ts', "import type { Kysely } from 'kysely'"],
  ['documented', 'packages/domain/src/a.ts', 'export function decide() {}'],
  ['final-names', 'packages/domain/src/cells-v2.ts', 'export const a = 1'],
  ['final-names', 'packages/domain/src/cells.old.ts', 'export const a = 1'],
  ['lock-names-no-host', 'package-lock.json', '{ "resolved": "https://example.org/a.tgz" }'],
  [
    'lock-is-complete',
    'package-lock.json',
    '{ "packages": { "node_modules/a": { "optionalDependencies": { "a-win32": "1.0.0" } } } }',
  ],
])('%s is broken', (rule, path, text) => {
  test(`in ${path} by ${text.slice(0, 60).replaceAll('\n', ' ')}`, () => {
    const findings = untidy(new Map([[path, text]]))
    expect(findings).toHaveLength(1)
    expect(findings[0]).toContain(` ${rule}: `)
  })
})

describe.each([
  ['a file of 400 lines', 'packages/server/src/a.ts', lines(400)],
  ['a function of 70 lines', 'packages/server/src/a.ts', functionOf(70)],
  ['a long chapter of tests', 'packages/server/src/a.test.ts', functionOf(71)],
  ['the real clock', 'packages/keys/src/real-clock.ts', 'export const now = () => Date.now()'],
  [
    'a nonce',
    'packages/keys/src/a.ts',
    "import { randomBytes } from 'node:crypto'\nrandomBytes(12)",
  ],
  ['a clock in a test', 'packages/server/src/a.test.ts', 'Date.now()'],
  ['a date from a number', 'packages/kit/src/a.ts', 'export const d = new Date(0)'],
  [
    'a hash',
    'packages/server/src/a.ts',
    "import { createHash } from 'node:crypto'\ncreateHash('sha256')",
  ],
  [
    'a forbidden word in a comment',
    'packages/server/src/a.ts',
    '// never select * and never Date.now()',
  ],
  ['counting rows', 'packages/server/src/a.ts', 'export const text = `select count(*) from cells`'],
  ['a note with its issue', 'packages/server/src/a.ts', '// TO' + 'DO(#12): the second person'],
  ['a start file that talks', 'packages/simulator/src/replay/main.ts', "console.log('a')"],
  [
    'a test that says why it cannot run',
    'packages/drivers/src/a.test.ts',
    'test.skipIf(no)("a", f)',
  ],
  ['a pure file with zod', 'packages/protocol/src/a.ts', "import { z } from 'zod'\nz.string()"],
  ['a documented function', 'packages/kit/src/a.ts', '/** Why. */\nexport function a() {}'],
  ['a default export of a configuration', 'vitest.config.ts', 'export default {}'],
  ['a workspace in the lock', 'package-lock.json', '{ "resolved": "packages/kit" }'],
])('%s', (_, path, text) => {
  test('is let through', () => expect(untidy(new Map([[path, text]]))).toEqual([]))
})

describe('a folder', () => {
  const folderOf = (count: number, folder: string, ending = '.ts') =>
    new Map(
      Array.from({ length: count }, (_, i) => [`${folder}/n${i}${ending}`, 'export const a = 1']),
    )

  test('with 20 files is let through', () => {
    expect(untidy(folderOf(20, 'packages/kit/src'))).toEqual([])
  })

  test('with 21 files is too full', () => {
    expect(untidy(folderOf(21, 'packages/kit/src'))).toEqual([
      expect.stringMatching(/^packages\/kit\/src:0 folder-size: .*\(21 files\)$/),
    ])
  })

  test.each(['migrations', 'boards', 'operations'])('of %s may have any number', (name) => {
    expect(untidy(folderOf(30, `packages/server/src/${name}`))).toEqual([])
  })

  test('is not filled by its tests', () => {
    expect(untidy(folderOf(30, 'packages/kit/src', '.test.ts'))).toEqual([])
  })
})

test('code that does not parse is a fault and not a pass', () => {
  expect(() => untidy(new Map([['packages/kit/src/a.ts', 'export const =']]))).toThrow(SyntaxError)
})
