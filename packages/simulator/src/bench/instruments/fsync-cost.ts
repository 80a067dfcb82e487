import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { msSince, nowNs } from './stopwatch.ts'

const page = Buffer.alloc(4_096, 7)

/** Asks the disk, between other things, how long it takes to keep a page. */
export type FsyncProbe = Disposable & {
  /** Milliseconds of writing 4 KiB to the end of a file and waiting until they are on the disk. */
  once(): number
}

/** Opens a file of its own in that folder. */
export function fsyncProbe(dir: string): FsyncProbe {
  const file = openSync(join(dir, 'fsync.bin'), 'w')
  return {
    once() {
      const from = nowNs()
      writeSync(file, page)
      fsyncSync(file)
      return msSince(from)
    },
    [Symbol.dispose]: () => closeSync(file),
  }
}
