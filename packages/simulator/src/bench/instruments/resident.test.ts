import { expect, test } from 'vitest'
import { residentKiB } from './resident.ts'

test.runIf(process.platform === 'linux')(
  'a process holds the memory that it says it holds',
  async () => {
    const own = process.memoryUsage.rss() / 1024
    const told = await residentKiB(process.pid)
    expect(told).toBeGreaterThan(own / 2)
    expect(told).toBeLessThan(own * 2)
  },
)
