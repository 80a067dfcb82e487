import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Bench } from '../bench.ts'

/** Linux counts in hundredths of a second, whatever the clock of the kernel. */
const TICK_US = 10_000

/** Microseconds of processor time so far: of the server, and of all processes of its database. */
export type ProcessorTime = { server: number; database: number }

/** A machine that is busy with something else makes everything late; processor time it leaves much as it is. */
export async function processorTime({ place }: Bench): Promise<ProcessorTime> {
  const text = await readFile(join(place.dir, 'server', 'pg', 'postmaster.pid'), 'utf8')
  const postmaster = Number(text.split('\n', 1)[0])
  const children = await readFile(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8')
  const backends = children.trim().split(' ').map(Number)
  const times = await Promise.all(backends.map((pid) => microsecondsOf(pid).catch(() => 0)))
  const ended = await microsecondsOf(postmaster, 'children that ended')
  return {
    server: await microsecondsOf(place.serverPid),
    database: times.reduce((sum, time) => sum + time, ended),
  }
}

async function microsecondsOf(pid: number, whose: 'own' | 'children that ended' = 'own') {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  // The name of the program stands in brackets and may hold spaces; its times are the 12th to 15th after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const first = whose === 'own' ? 11 : 13
  return (Number(fields[first]) + Number(fields[first + 1])) * TICK_US
}
