import { closeSync, fsyncSync, openSync, unlinkSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { msSince, nowNs } from './stopwatch.ts'

const BYTES = 4_096

/** Milliseconds of writing 4 KiB to the end of a file and waiting until they are on the disk, many times over. */
export function fsyncCosts(dir: string, times: number): number[] {
  const path = join(dir, 'fsync.bin')
  const file = openSync(path, 'w')
  const page = Buffer.alloc(BYTES, 7)
  try {
    return Array.from({ length: times }, () => {
      const from = nowNs()
      writeSync(file, page)
      fsyncSync(file)
      return msSince(from)
    })
  } finally {
    closeSync(file)
    unlinkSync(path)
  }
}
