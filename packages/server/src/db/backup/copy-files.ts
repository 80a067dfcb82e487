import { copyFile, mkdir, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Folders whose content a database makes anew; PostgreSQL wants them to be there, empty. */
const EMPTIED = new Set([
  'log',
  'pg_dynshmem',
  'pg_notify',
  'pg_replslot',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
  'pg_wal',
])
const LEFT_OUT = new Set(['postmaster.pid', 'postmaster.opts', 'backup_label.old'])
const AT_ONCE = 32
/** Copied last, as `pg_basebackup` does. */
const LAST = join('global', 'pg_control')

/**
 * Copies the files of a database that may be running, in the order and with the exceptions that its recovery counts
 * on. A page may be copied half old and half new: the write-ahead log has it whole.
 */
export async function copyCluster(from: string, to: string): Promise<void> {
  await mkdir(to, { mode: 0o700, recursive: true })
  const path = (name: string) => join(from, name)
  for (const entry of await readdir(from, { withFileTypes: true })) {
    if (LEFT_OUT.has(entry.name) || isTemporary(entry.name)) continue
    if (!entry.isDirectory()) await copyDurably(path(entry.name), join(to, entry.name))
    else if (EMPTIED.has(entry.name)) await mkdir(join(to, entry.name), { mode: 0o700 })
    else await copyFolder(path(entry.name), join(to, entry.name), (name) => name !== 'pg_control')
  }
  await copyDurably(path(LAST), join(to, LAST))
  await mkdir(join(to, 'pg_wal', 'archive_status'), { mode: 0o700 })
}

/** Copies a folder as it is, down to the last file, and makes it durable. */
export async function copyFolder(
  from: string,
  to: string,
  isWanted: (name: string) => boolean = () => true,
): Promise<void> {
  await mkdir(to, { mode: 0o700, recursive: true })
  const entries = (await readdir(from, { withFileTypes: true })).filter(
    ({ name }) => !isTemporary(name) && isWanted(name),
  )
  // A disk that is asked to sync many small files at once does so in a few turns.
  for (let at = 0; at < entries.length; at += AT_ONCE)
    await Promise.all(
      entries.slice(at, at + AT_ONCE).map((entry) => {
        const [source, target] = [join(from, entry.name), join(to, entry.name)]
        return entry.isDirectory()
          ? copyFolder(source, target, isWanted)
          : copyDurably(source, target)
      }),
    )
  await syncFolder(to)
}

/** One file, on the disk when this returns. A file that vanished meanwhile was dropped: the log knows. */
export async function copyDurably(from: string, to: string): Promise<void> {
  try {
    await copyFile(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  await using file = await open(to, 'r+')
  await file.chmod(0o600)
  await file.sync()
}

/** Makes the names in a folder durable. */
export async function syncFolder(dir: string): Promise<void> {
  await using folder = await open(dir)
  await folder.sync()
}

const isTemporary = (name: string) => name.startsWith('pgsql_tmp') || name === 'pg_internal.init'
