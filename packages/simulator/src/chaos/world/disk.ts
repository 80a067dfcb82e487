import { execFile } from 'node:child_process'
import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A disk that can be full. `how` says what stands behind it. */
export type Disk = AsyncDisposable & {
  how: 'tmpfs of 24 MB' | 'RLIMIT_FSIZE' | 'none'
  fill(): Promise<void>
  free(): Promise<void>
}

const PIECE = Buffer.alloc(256 * 1024)

/**
 * Puts a small file system under this folder. Where mounting is not allowed, the process that writes there gets a
 * limit on the size of its files instead: the nearest thing to a full disk that needs no rights.
 */
export async function smallDisk(dir: string, pidOf: () => number): Promise<Disk> {
  await mkdir(dir, { recursive: true })
  return (await mounted(dir)) ?? (await limited(pidOf)) ?? noDisk
}

/** Unmounts what a killed run has left mounted under this folder. */
export async function unmountUnder(dir: string): Promise<void> {
  const mounts = await readFile('/proc/mounts', 'utf8').catch(() => '')
  for (const line of mounts.split('\n')) {
    const at = line.split(' ')[1]
    if (at?.startsWith(`${dir}/`)) await run('umount', ['--lazy', at]).catch(() => {})
  }
}

async function mounted(dir: string): Promise<Disk | null> {
  try {
    await run('mount', ['-t', 'tmpfs', '-o', 'size=24m,mode=0700', 'cubby-chaos', dir])
  } catch {
    return null
  }
  const filler = join(dir, 'filler')
  return {
    how: 'tmpfs of 24 MB',
    fill: async () => {
      await writeFile(filler, '')
      // Down to the last byte: first in pieces, then what no piece fits into any more.
      for (const piece of [PIECE, PIECE.subarray(0, 4_096), PIECE.subarray(0, 64)])
        while (await isAppended(filler, piece));
    },
    free: () => rm(filler, { force: true }),
    [Symbol.asyncDispose]: async () => void (await run('umount', ['--lazy', dir])),
  }
}

async function isAppended(path: string, piece: Buffer): Promise<boolean> {
  try {
    await appendFile(path, piece)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false
    throw error
  }
}

async function limited(pidOf: () => number): Promise<Disk | null> {
  const limit = async (bytes: string) =>
    void (await run('prlimit', ['--pid', String(pidOf()), `--fsize=${bytes}:unlimited`]))
  try {
    await run('prlimit', ['--version'])
  } catch {
    return null
  }
  return {
    how: 'RLIMIT_FSIZE',
    fill: () => limit('4096'),
    // A process that died meanwhile has taken its limit with it.
    free: () => limit('unlimited').catch(() => {}),
    [Symbol.asyncDispose]: async () => {},
  }
}

const noDisk: Disk = {
  how: 'none',
  fill: async () => {},
  free: async () => {},
  [Symbol.asyncDispose]: async () => {},
}
