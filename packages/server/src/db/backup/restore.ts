import { existsSync } from 'node:fs'
import { chown, lstat, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { AppError } from '@cubby/kit/app-error'
import { type Clock, isoTime } from '@cubby/kit/clock'
import { renewEpochs } from '../../feed/feed-upkeep.ts'
import { openDatabase } from '../database.ts'
import { preparedBinaries } from '../embedded/binaries.ts'
import { livePostmaster } from '../embedded/postmaster.ts'
import { type RunAs, unprivilegedUser } from '../embedded/run-as.ts'
import {
  markFinished,
  markUnfinished,
  type Unfinished,
  unfinishedIn,
} from '../embedded/unfinished.ts'
import { startEmbedded } from '../embedded.ts'
import { copyDurably, copyFolder, syncFolder } from './copy-files.ts'
import { keysIn, type Manifest, readManifest } from './manifest.ts'

export type RestoreOptions = {
  dataDir: string
  /** A folder that `backUp` has filled. */
  from: string
  /** Puts a database that is there aside; without it a folder with one is left alone. */
  replace: boolean
  clock: Clock
  log: { info(message: string): void; warn(message: string): void }
}

/** What was done, for whoever asked for it. */
export type Restored = {
  manifest: Manifest
  /** Where the database that was there lies now; null when there was none. */
  putAside: string | null
}

/**
 * Puts a backup in the place of the built-in database and gives its feeds a new life, so that every locker takes a
 * snapshot and hands over again what the backup does not know. May be cut short at any moment and started again;
 * until it has ended, no server starts on this folder.
 */
export async function restore(options: RestoreOptions): Promise<Restored> {
  const { clock, log } = options
  const dataDir = resolve(options.dataDir)
  const from = resolve(options.from)
  const manifest = await readManifest(from)
  await mkdir(dataDir, { recursive: true })
  const pgData = join(dataDir, 'pg')
  if (await livePostmaster(pgData))
    throw new AppError('config/invalid', `the database in ${dataDir} runs; stop the server first`)
  const runAs = await unprivilegedUser(pgData)
  const { major } = await preparedBinaries(runAs, dataDir)
  if (major !== manifest.postgres)
    throw new AppError(
      'config/invalid',
      `the backup was written by PostgreSQL ${manifest.postgres}; this server brings ${major}`,
    )
  await mustHaveItsKeys(dataDir, manifest)
  const unfinished = (await unfinishedIn(dataDir)) ?? begun(options, pgData, from)
  const copy = join(dataDir, 'pg-restoring')
  await rm(copy, { recursive: true, force: true })
  await copyFolder(join(from, 'pg'), copy)
  await giveTo(runAs, copy)
  await markUnfinished(dataDir, unfinished)
  await syncFolder(dataDir)
  await moveIn(dataDir, copy, unfinished)
  await takeTheRest(dataDir, from, manifest)
  await renew(dataDir, clock, log)
  await markFinished(dataDir)
  await syncFolder(dataDir)
  const { before } = unfinished
  return { manifest, putAside: before !== null && existsSync(before) ? before : null }
}

/** A first try, which decides what becomes of a database that is there. */
function begun({ replace, clock }: RestoreOptions, pgData: string, from: string): Unfinished {
  if (!existsSync(pgData)) return { from, before: null }
  if (!replace)
    throw new AppError(
      'config/invalid',
      `${pgData} holds a database; --replace puts it aside and restores in its place`,
    )
  return { from, before: `${pgData}-before-${isoTime(clock.now()).replaceAll(/[:.]/g, '-')}` }
}

/** Without its keys a database is worth nothing: codes, badges and lockers' words hang on them. */
async function mustHaveItsKeys(dataDir: string, { keys, hasKeys }: Manifest) {
  const here = await keysIn(dataDir)
  if (here === null && !hasKeys)
    throw new AppError(
      'config/invalid',
      `put the keys of this network into ${join(dataDir, 'keys')} first; they are not in the backup`,
    )
  if (here !== null && keys !== null && here !== keys)
    throw new AppError('config/invalid', `the keys in ${dataDir} are not those of the backup`)
}

/** What lay there goes aside once; whatever lies there later was left by a restore that was cut short. */
async function moveIn(dataDir: string, copy: string, { before }: Unfinished) {
  const pgData = join(dataDir, 'pg')
  if (before !== null && !existsSync(before)) {
    await rename(pgData, before)
    await copyDurably(join(dataDir, 'pg.password'), `${before}.password`)
  }
  await rm(pgData, { recursive: true, force: true })
  await rename(copy, pgData)
  await syncFolder(dataDir)
}

async function takeTheRest(dataDir: string, from: string, { hasKeys }: Manifest) {
  await copyDurably(join(from, 'pg.password'), join(dataDir, 'pg.password'))
  if (hasKeys && (await keysIn(dataDir)) === null) {
    await copyFolder(join(from, 'keys'), join(dataDir, 'keys'))
    await copyDurably(join(from, 'operator-key.txt'), join(dataDir, 'operator-key.txt'))
  }
}

async function renew(dataDir: string, clock: Clock, log: RestoreOptions['log']) {
  const embedded = await startEmbedded({ dir: dataDir, clock, log, evenIfUnfinished: true })
  try {
    const database = openDatabase(embedded.url, { max: 1 })
    try {
      await renewEpochs(database.kysely)
    } finally {
      await database.close()
    }
  } finally {
    await embedded.stop({ evenIfShared: true })
  }
}

/** PostgreSQL takes only files of the user that it runs as. */
async function giveTo(runAs: RunAs, path: string): Promise<void> {
  if (!runAs) return
  await chown(path, runAs.uid, runAs.gid)
  if (!(await lstat(path)).isDirectory()) return
  for (const name of await readdir(path)) await giveTo(runAs, join(path, name))
}
