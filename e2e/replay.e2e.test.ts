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

/** A week of its own: a few parcels a day, some of them two to a shipment, for a machine that holds them. */
const ownWeek = Array.from({ length: 28 }, (_, i) => {
  const day = 1 + (i % 7)
  return `${i + 1},order-${i - (i % 5 === 4 ? 1 : 0)},2017-03-0${day} 06:${10 + i}:00,10115,${12 + (i % 4) * 6},20,${5 + (i % 3) * 9},900`
})

test('a machine of four kinds of boards on three buses lives the same week as one of one kind', async () => {
  using folder = dayFolder(ownWeek)
  const week = ['--parcels', folder.parcels, '--layout', folder.layout, '--json'] as const
  const days = ['--from', '2017-03-01', '--to', '2017-03-07', '--outages'] as const
  const alike = await replay(...week, ...days)
  const mixed = await replay(...week, ...days, '--mixed-boards')
  // How often somebody looked may differ with the processes' timing; what became of the parcels may not.
  const cameOf = ({ report }: typeof alike) => {
    const {
      seconds: _seconds,
      entriesJournalled: _journalled,
      entriesApplied: _applied,
      ...rest
    } = report
    return rest
  }
  expect([alike.code, mixed.code]).toEqual([0, 0])
  expect(cameOf(mixed)).toEqual(cameOf(alike))
  expect(mixed.report.collected).toBeGreaterThan(10)
}, 400_000)
