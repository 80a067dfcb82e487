import { spawn } from 'node:child_process'
import {
  access,
  chown,
  link,
  mkdir,
  mkdtemp,
  open,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '@cubby/kit/app-error'
import type { Binaries } from './binaries.ts'
import { newPassword } from './real-chance.ts'
import type { RunAs } from './run-as.ts'

/** The cluster's own administrator; the server itself works as the lesser `cubby`. */
export const ADMIN = 'postgres'

export type Cluster = { pgData: string; password: string }

/** The database's files in `dir/pg` and its password in `dir/pg.password`, made when missing. */
export async function ensureCluster(
  dir: string,
  binaries: Binaries,
  runAs: RunAs,
): Promise<Cluster> {
  const pgData = join(dir, 'pg')
  const password = await ensurePassword(join(dir, 'pg.password'))
  const major = await versionOf(pgData)
  if (major === null) await initialise(dir, pgData, binaries, runAs)
  else if (Number.parseInt(major, 10) !== binaries.major) {
    throw new AppError(
      'config/invalid',
      `${pgData} was written by PostgreSQL ${major.trim()}; this server brings ${binaries.major}`,
    )
  }
  return { pgData, password }
}

async function versionOf(pgData: string): Promise<string | null> {
  try {
    return await readFile(join(pgData, 'PG_VERSION'), 'utf8')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null
    const why = `${pgData} belongs to another user; start the server as that user or as root`
    throw new AppError('database/unavailable', why, { cause })
  }
}

/**
 * Where PostgreSQL works and what to call that place. As another user it may be unable to walk the
 * path (a home folder of mode 0700), so it is placed there by us and told "where you stand".
 */
export const placeOf = (folder: string, runAs: RunAs) =>
  runAs && process.platform === 'linux'
    ? { cwd: folder, name: '/proc/self/cwd' }
    : { cwd: folder, name: folder }

/** Runs a program with the rights of that user and of nobody else. */
export const identityOf = (runAs: RunAs) => (runAs ? { uid: runAs.uid, gid: runAs.gid } : {})

/** Written once by whoever comes first (`link` never overwrites), read by everybody. */
async function ensurePassword(path: string): Promise<string> {
  const draft = `${path}.${process.pid}`
  const known = await readFile(path, 'utf8').catch(() => null)
  if (known) return known.trim()
  await writeFile(draft, `${newPassword()}\n`, { mode: 0o600, flush: true })
  await link(draft, path).catch(unlessThere)
  await rm(draft)
  return (await readFile(path, 'utf8')).trim()
}

/** Made under another name and moved into place, so that a half-made cluster is never taken for one. */
async function initialise(dir: string, pgData: string, binaries: Binaries, runAs: RunAs) {
  const draft = await mkdtemp(join(dir, 'pg-new-'))
  const data = join(draft, 'data')
  try {
    await mkdir(data, { mode: 0o700 })
    const passwordCopy = join(draft, 'password')
    await writeFile(passwordCopy, await readFile(join(dir, 'pg.password')), { mode: 0o600 })
    if (runAs) for (const path of [data, passwordCopy]) await chown(path, runAs.uid, runAs.gid)
    await runInitdb(data, passwordCopy, binaries, runAs)
    await rename(data, pgData).catch(unlessThere)
    await using folder = await open(dir)
    await folder.sync()
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
  await access(join(pgData, 'PG_VERSION'))
}

async function runInitdb(data: string, passwordCopy: string, binaries: Binaries, runAs: RunAs) {
  const place = placeOf(data, runAs)
  const password = await open(passwordCopy)
  const flags = [
    `--pgdata=${place.name}`,
    `--username=${ADMIN}`,
    '--auth=scram-sha-256',
    '--pwfile=/dev/fd/3',
    '--encoding=UTF8',
    // The same order of texts on every machine and after every upgrade of its C library.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
  ]
  try {
    await new Promise<void>((resolve, reject) => {
      const child = spawn(binaries.initdb, flags, {
        ...identityOf(runAs),
        cwd: place.cwd,
        stdio: ['ignore', 'ignore', 'pipe', password.fd],
      })
      let complaint = ''
      child.stderr?.on('data', (chunk) => (complaint = `${complaint}${chunk}`.slice(-2_000)))
      child.once('error', reject)
      child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(complaint))))
    })
  } catch (cause) {
    throw new AppError('database/unavailable', 'the database could not be set up', { cause })
  } finally {
    await password.close()
  }
}

function unlessThere(error: NodeJS.ErrnoException) {
  if (error.code !== 'EEXIST' && error.code !== 'ENOTEMPTY') throw error
}
