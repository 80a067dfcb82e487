import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

const repository = join(import.meta.dirname, '..')

/**
 * Goal: the linter refuses what the house forbids, the rules that need types included.
 * Method: one seeded violation each in a tree with our own configuration. A linter that cannot find
 * its types or its configuration says "no errors"; this is how we would notice.
 */
test.each([
  ['no-floating-promises', 'server', 'export const work = async () => 1\nwork()\n'],
  ['no-misused-promises', 'server', 'export const go = () => [1].forEach(async () => {})\n'],
  ['no-explicit-any', 'server', 'export const value: any = 1\n'],
  ['no-default-export', 'server', 'export default 1\n'],
  ['switch-exhaustiveness-check', 'domain', switchWithoutACase()],
  ['no-restricted-properties', 'domain', 'export const now = () => Date.now()\n'],
  ['no-restricted-properties', 'kit', 'export const draw = () => Math.random()\n'],
  ['no-restricted-globals', 'protocol', 'export const wait = () => setTimeout(() => {}, 1)\n'],
  ['no-restricted-imports', 'edge', "import { x } from '@cubby/server/x'\nexport const y = x\n"],
  ['no-restricted-imports', 'server', "import { x } from '@cubby/edge/x'\nexport const y = x\n"],
  ['no-restricted-imports', 'drivers', "import { x } from '@cubby/server/x'\nexport const y = x\n"],
  ['no-restricted-imports', 'domain', "import { x } from 'node:fs'\nexport const y = x\n"],
])('%s is refused in %s', (rule, room, text) => {
  expect(lint(room, text)).toContain(`(${rule})`)
})

test.each(['packages/server/src/a.test.ts', 'scripts/a.ts', 'e2e/a.test.ts'])(
  'a promise left alone is refused in %s too, which no package compiles',
  (path) => {
    const text = 'export const work = async () => 1\nwork()\n'
    expect(lint('server', text, path)).toContain('(no-floating-promises)')
  },
)

test('an ordinary file is let through', () => {
  expect(lint('domain', 'export const one = (): number => 1\n')).toContain('0 errors')
})

function switchWithoutACase(): string {
  return `export function name(door: 'open' | 'closed'): string {
  switch (door) {
    case 'open':
      return 'offen'
  }
  return ''
}
`
}

function lint(room: string, text: string, path = `packages/${room}/src/seeded.ts`): string {
  const root = mkdtempSync(join(tmpdir(), 'cubby-lint-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  const put = (path: string, content: string) => {
    mkdirSync(join(root, dirname(path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
  for (const file of [
    '.oxlintrc.json',
    'tsconfig.base.json',
    'tsconfig.json',
    'tsconfig.tests.json',
  ]) {
    copyFileSync(join(repository, file), join(root, file))
  }
  put(
    `packages/${room}/tsconfig.json`,
    '{ "extends": "../../tsconfig.base.json", "include": ["src"] }',
  )
  put(path, text)
  const ran = spawnSync(join(repository, 'node_modules/.bin/oxlint'), ['--format', 'default'], {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...process.env,
      PATH: `${join(repository, 'node_modules/.bin')}:${process.env['PATH']}`,
    },
  })
  return ran.stdout + ran.stderr
}
