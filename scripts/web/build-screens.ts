import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { sourceFiles } from '../source-files.ts'

export const screens = ['kiosk', 'bench', 'backoffice'] as const
export type Screen = (typeof screens)[number]

const root = fileURLToPath(new URL('../..', import.meta.url))
/** What may end up in a page besides the files of its own app. */
const shared = /^packages\/(kit|domain|protocol|i18n|sdk|ui)\/|^scripts\/web\/|^package-lock\.json$/
const isTest = /\.test\.tsx?$/

/** Where a screen lies once it is built. */
export const screenFolder = (screen: Screen) => join(root, 'apps', screen, 'dist')

/** Builds the screens whose sources have changed since they were last built, one after another, and says so. */
export async function buildScreens(say: (line: string) => void): Promise<void> {
  const files = sourceFiles(root).filter((path) => !isTest.test(path))
  for (const screen of screens) {
    const own = files.filter((path) => path.startsWith(`apps/${screen}/`) || shared.test(path))
    const print = fingerprint(own)
    const mark = join(screenFolder(screen), '.built-from')
    if (existsSync(mark) && readFileSync(mark, 'utf8') === print) continue
    say(`Building the screens of ${screen} …`)
    await buildForPeople(join(root, 'apps', screen))
    writeFileSync(mark, print)
  }
}

/** As it is shipped, also when a test runner asks: its NODE_ENV would build React with all its warnings, twice as large. */
async function buildForPeople(app: string) {
  const before = process.env['NODE_ENV']
  process.env['NODE_ENV'] = 'production'
  try {
    await build({ root: app })
  } finally {
    if (before === undefined) delete process.env['NODE_ENV']
    else process.env['NODE_ENV'] = before
  }
}

function fingerprint(paths: readonly string[]): string {
  const hash = createHash('sha256')
  for (const path of paths)
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
  return hash.digest('hex')
}
