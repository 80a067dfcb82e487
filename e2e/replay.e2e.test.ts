import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { dayFolder } from '@cubby/simulator/replay/fixtures'
import { expect, test } from 'vitest'

const main = fileURLToPath(new URL('../packages/simulator/src/replay/main.ts', import.meta.url))

async function replay(...args: string[]) {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const [out, told, code] = await Promise.all([text(child.stdout), text(child.stderr), exited])
  return { code, told, report: JSON.parse(out.trim().split('\n').at(-1) ?? '{}') }
}

/** Forty parcels a day for two days: more than the six cells of the fixture's machine can hold. */
const crowd = Array.from({ length: 40 }, (_, i) => {
  const day = 1 + (i % 2)
  return `${i + 1},order-${i},2017-03-0${day} 06:${10 + i}:00,10115,30,20,15,900`
})

test('a machine that overflows says so, and every parcel is accounted for', async () => {
  using folder = dayFolder([...crowd, '41,too-big,2017-03-01 06:00:00,10115,90,90,90,900'])
  const { code, told, report } = await replay(
    '--parcels', folder.parcels, '--layout', folder.layout, '--outages', '--json',
    '--from', '2017-03-01', '--to', '2017-03-02',
  ) // prettier-ignore
  expect(told).toContain('line 42: too-big')
  expect(told).toContain('never found room')
  expect(report).toMatchObject({
    parcelsRead: 41,
    refused: { 'too-big': 1 },
    announced: 40,
    duplicateNotifications: 0,
    doubleBookings: 0,
    unexplainedDoors: 0,
    mismatches: 0,
  })
  expect(report.overflow).toBeGreaterThan(0)
  expect(report.collected).toBeGreaterThan(0)
  expect(report.stored + report.overflow).toBe(40)
  expect(report.collected + report.withdrawn + report.inside).toBe(report.stored)
  expect(code).toBe(0)
})
