import { readdir, readFile, readlink, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** What `postmaster.pid` says. It outlives a crash, so it is a hint, not a fact. */
export type PidFile = { pid: number; port: number; status: string }

/** Reads `postmaster.pid`; null when there is none or it is still being written. */
export async function readPidFile(pgData: string): Promise<PidFile | null> {
  const text = await readFile(join(pgData, 'postmaster.pid'), 'utf8').catch(() => '')
  const lines = text.split('\n')
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return null
  return { pid, port: Number(lines[3]), status: (lines[7] ?? '').trim() }
}

/**
 * The postmaster that really runs on this folder, or null. A pid alone proves nothing: after a restart
 * of the machine or container the number belongs to somebody else. PostgreSQL works in its data
 * folder, and the kernel knows every process's working folder.
 */
export async function livePostmaster(pgData: string): Promise<PidFile | null> {
  const file = await readPidFile(pgData)
  return file && (await isPostgresOf(file.pid, pgData)) ? file : null
}

/** True while that process is a PostgreSQL working in this folder. */
export async function isPostgresOf(pid: number, pgData: string): Promise<boolean> {
  if (process.platform !== 'linux') return isAlive(pid)
  return (await workingFolder(pid)) === (await realpath(pgData).catch(() => null))
}

/** Every process that works in this folder: after `kill -9` of the postmaster its children, briefly. */
export async function processesOf(pgData: string): Promise<number[]> {
  if (process.platform !== 'linux') return []
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0)
  const folder = await realpath(pgData)
  const folders = await Promise.all(pids.map(workingFolder))
  return pids.filter((_, i) => folders[i] === folder)
}

/**
 * Removes a pid file whose number now belongs to an unrelated process, which PostgreSQL would take for
 * a living postmaster. Call it only when `processesOf` is empty: the file also guards shared memory.
 */
export async function removeStalePidFile(pgData: string): Promise<boolean> {
  const file = await readPidFile(pgData)
  if (file === null || !isAlive(file.pid) || (await isPostgresOf(file.pid, pgData))) return false
  await rm(join(pgData, 'postmaster.pid'), { force: true })
  return true
}

/** null for a process that ended, is a zombie, or belongs to another user (so not to us). */
const workingFolder = (pid: number) => readlink(`/proc/${pid}/cwd`).catch(() => null)

/** True while a process has this number; also when it is not ours. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
