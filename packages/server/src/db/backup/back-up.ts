import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { AppError } from '@cubby/kit/app-error'
import { type Clock, isoTime } from '@cubby/kit/clock'
import { Client } from 'pg'
import { ADMIN } from '../embedded/cluster.ts'
import { type Embedded, startEmbedded } from '../embedded.ts'
import { copyCluster, copyDurably, copyFolder, syncFolder } from './copy-files.ts'
import { keysIn, MANIFEST, type Manifest } from './manifest.ts'

export type BackupOptions = {
  /** The folder of the server: its database is copied, whether the server runs or not. */
  dataDir: string
  /** A folder that is not there yet, or empty. */
  to: string
  /** Also the keys and the operator's key: such a backup opens doors, and must be kept accordingly. */
  withKeys: boolean
  clock: Clock
  log: { info(message: string): void; warn(message: string): void }
}

/**
 * Copies the built-in database while it works, together with the write-ahead log that makes the copy whole. The
 * folder appears under its name only when everything is in it and on the disk.
 */
export async function backUp(options: BackupOptions): Promise<Manifest> {
  const { dataDir, clock, log } = options
  const to = resolve(options.to)
  await mustBeFree(to)
  if (!existsSync(join(dataDir, 'pg', 'PG_VERSION')))
    throw new AppError('config/invalid', `${dataDir} holds no built-in database`)
  const database = await startEmbedded({ dir: dataDir, clock, log })
  const draft = `${to}.unfinished`
  try {
    await rm(draft, { recursive: true, force: true })
    await mkdir(draft, { recursive: true, mode: 0o700 })
    await copyRunning(database, join(dataDir, 'pg'), join(draft, 'pg'))
    const said = await addTheRest(options, draft)
    await rename(draft, to)
    await syncFolder(dirname(to))
    return said
  } finally {
    if (!database.isAdopted) await database.stop()
    await rm(draft, { recursive: true, force: true })
  }
}

async function mustBeFree(to: string) {
  const names = await readdir(to).catch(() => [])
  if (names.length > 0)
    throw new AppError('config/invalid', `${to} is not empty; a backup has a folder of its own`)
}

/** Between start and stop the server notes all that changes; its log until then belongs to the copy. */
async function copyRunning(database: Embedded, pgData: string, to: string) {
  const client = await asAdmin(database)
  try {
    // Holds back the log from here on, and goes with this connection.
    await client.query(`select pg_create_physical_replication_slot($1, true, true)`, [
      `cubby_backup_${process.pid}`,
    ])
    const { rows: begun } = await client.query<{ file: string }>(
      `select pg_walfile_name(pg_backup_start('cubby', fast => true)) as file`,
    )
    await copyCluster(pgData, to)
    const { rows: ended } = await client.query<{ file: string; label: string }>(
      `select pg_walfile_name(lsn) as file, labelfile as label
       from pg_backup_stop(wait_for_archive => false)`,
    )
    const [first, last] = [begun[0]?.file ?? '', ended[0]?.file ?? '']
    await writeFile(join(to, 'backup_label'), ended[0]?.label ?? '', { mode: 0o600, flush: true })
    await copyLog(join(pgData, 'pg_wal'), join(to, 'pg_wal'), first, last)
    await syncFolder(to)
  } finally {
    await client.end()
  }
}

/** Backups are a matter of the cluster's own administrator. */
async function asAdmin({ url }: Embedded): Promise<Client> {
  const admin = new URL(url)
  admin.username = ADMIN
  admin.pathname = '/postgres'
  const client = new Client({ connectionString: admin.href, application_name: 'cubby backup' })
  // A database that ends in the middle fails the next statement, and with it the backup.
  client.on('error', () => {})
  await client.connect()
  return client
}

async function copyLog(from: string, to: string, first: string, last: string) {
  const names = (await readdir(from)).filter(
    (name) => name.endsWith('.history') || (isSegment(name) && name >= first && name <= last),
  )
  if (!names.includes(first) || !names.includes(last))
    throw new AppError('database/unavailable', `the log from ${first} to ${last} is not complete`)
  for (const name of names) await copyDurably(join(from, name), join(to, name))
  await syncFolder(to)
}

const isSegment = (name: string) => /^[0-9A-F]{24}$/.test(name)

async function addTheRest({ dataDir, withKeys, clock }: BackupOptions, draft: string) {
  // It opens nothing but this database, whose every row is in the backup anyway.
  await copyDurably(join(dataDir, 'pg.password'), join(draft, 'pg.password'))
  if (withKeys) {
    await copyFolder(join(dataDir, 'keys'), join(draft, 'keys'))
    await copyDurably(join(dataDir, 'operator-key.txt'), join(draft, 'operator-key.txt'))
  }
  const version = await readFile(join(draft, 'pg', 'PG_VERSION'), 'utf8')
  const said: Manifest = {
    format: 1,
    takenAt: isoTime(clock.now()),
    postgres: Number.parseInt(version, 10),
    keys: await keysIn(dataDir),
    hasKeys: withKeys,
  }
  const text = `${JSON.stringify(said, null, 2)}\n`
  await writeFile(join(draft, MANIFEST), text, { mode: 0o600, flush: true })
  await syncFolder(draft)
  return said
}
