import { readFile } from 'node:fs/promises'
import { AppError } from '@cubby/kit/app-error'

/** Memory that a process holds, in KiB, as the kernel counts it. */
export async function residentKiB(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  const [, kib] = /^VmRSS:\s+(\d+) kB$/m.exec(status) ?? []
  if (kib === undefined)
    throw new AppError('server/internal', `the memory of process ${pid} is unknown`)
  return Number(kib)
}
