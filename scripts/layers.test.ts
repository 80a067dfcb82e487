import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { mayImport } from './layer-rules.ts'
import { checkLayers, fewestModules, verdict } from './layers.ts'

describe('a house in which everybody keeps to the fences', () => {
  test('passes, tests and type imports included', async () => {
    const root = houseWith({
      'packages/edge/src/kernel.ts':
        "import type { Thing } from '@cubby/kit/thing'\nexport type Kernel = Thing\n",
      'packages/edge/src/kernel.test.ts':
        "import { thing } from '@cubby/testing/thing'\nexport const seen = thing\n",
      'e2e/one.test.ts': "import { thing } from '@cubby/server/thing'\nexport const seen = thing\n",
    })
    const report = await checkLayers(root)
    expect(report.violations).toEqual([])
    expect(verdict(report).passed).toBe(true)
  })
})

describe.each([
  [
    'edge imports server',
    'packages/edge/src/a.ts',
    '@cubby/server/thing',
    'edge and server never meet',
  ],
  [
    'server imports edge',
    'packages/server/src/a.ts',
    '@cubby/edge/thing',
    'edge and server never meet',
  ],
  [
    'a test of edge imports server',
    'packages/edge/src/a.test.ts',
    '@cubby/server/thing',
    'edge and server never meet',
  ],
  [
    'domain imports protocol',
    'packages/domain/src/a.ts',
    '@cubby/protocol/thing',
    'domain keeps to its fence',
  ],
  ['kit imports domain', 'packages/kit/src/a.ts', '@cubby/domain/thing', 'kit keeps to its fence'],
  [
    'drivers import keys',
    'packages/drivers/src/a.ts',
    '@cubby/keys/thing',
    'drivers keeps to its fence',
  ],
  [
    'keys import domain',
    'packages/keys/src/a.ts',
    '@cubby/domain/thing',
    'keys keeps to its fence',
  ],
  [
    'server imports testing',
    'packages/server/src/a.ts',
    '@cubby/testing/thing',
    'testing stays out of the product',
  ],
  [
    'an app imports testing',
    'apps/edge/src/main.ts',
    '@cubby/testing/thing',
    'testing stays out of the product',
  ],
  [
    'a package imports an app',
    'packages/server/src/a.ts',
    '../../../apps/server/src/config.ts',
    'nothing imports an app',
  ],
  [
    'a path goes around the exports',
    'packages/edge/src/a.ts',
    '../../kit/src/thing.ts',
    'packages are entered by file',
  ],
  ['domain reads a disk', 'packages/domain/src/a.ts', 'node:fs', 'pure rooms need no Node'],
  [
    'a rule of the server speaks SQL',
    'packages/server/src/store/a.ts',
    './pg/thing.ts',
    'rules know no database',
  ],
  [
    'an import leads nowhere',
    'packages/server/src/a.ts',
    './not-there.ts',
    'every import leads somewhere',
  ],
])('when %s', (_, path, target, rule) => {
  test.each(['import { thing }', 'import type { thing }'])(`"%s" is refused`, async (words) => {
    const root = houseWith({
      'apps/server/src/config.ts': 'export const thing = 1\n',
      'packages/server/src/store/pg/thing.ts': 'export const thing = 1\n',
      [path]: `${words} from '${target}'\nexport const seen = 0 as unknown as typeof thing\n`,
    })
    const report = await checkLayers(root)
    expect(report.violations.join('\n')).toContain(rule)
    expect(verdict(report).passed).toBe(false)
  })
})

test('an import inside a `using` declaration is seen', async () => {
  const root = houseWith({
    'packages/edge/src/a.ts': "await using seen = (await import('@cubby/server/thing')).thing\n",
  })
  expect((await checkLayers(root)).violations.join('\n')).toContain('edge and server never meet')
})

test('two files that import each other are refused', async () => {
  const root = houseWith({
    'packages/kit/src/hen.ts': "import { egg } from './egg.ts'\nexport const hen = () => egg\n",
    'packages/kit/src/egg.ts': "import { hen } from './hen.ts'\nexport const egg = () => hen\n",
  })
  expect((await checkLayers(root)).violations.join('\n')).toContain('no cycles')
})

describe('a check that has looked away', () => {
  test('fails on an empty tree', async () => {
    expect(verdict(await checkLayers(temporaryFolder()))).toMatchObject({ passed: false })
  })

  test('fails when most of the files on disk were not cruised', () => {
    const report = { modulesCruised: 59, modulesExpected: fewestModules(100), violations: [] }
    expect(verdict(report).text).toContain('the check is blind')
  })
})

/** A small repository with every room, enough files to be believed, and `files` on top. */
function houseWith(files: Record<string, string>): string {
  const root = temporaryFolder()
  const put = (path: string, text: string) => {
    mkdirSync(join(root, dirname(path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  mkdirSync(join(root, 'node_modules/@cubby'), { recursive: true })
  for (const room of Object.keys(mayImport)) {
    put(
      `packages/${room}/package.json`,
      JSON.stringify({ name: `@cubby/${room}`, exports: { './*': './src/*.ts' } }),
    )
    put(`packages/${room}/src/thing.ts`, 'export const thing = 1\n')
    put(`packages/${room}/src/other.ts`, 'export const other = 1\n')
    symlinkSync(`../../packages/${room}`, join(root, `node_modules/@cubby/${room}`))
  }
  for (const [path, text] of Object.entries(files)) put(path, text)
  return root
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cubby-layers-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}
