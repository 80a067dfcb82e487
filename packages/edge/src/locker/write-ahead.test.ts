import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { must } from '@cubby/kit/assert'
import { seconds } from '@cubby/kit/clock'
import { cellOpened, edgeWorld } from '@cubby/testing/edge/edge-world'
import { describe, expect, test } from 'vitest'

/** What another life would find if the power went at this very moment: the file and its write-ahead log, copied. */
function requestsOnDisk(dataDir: string): { cell: string; request: string }[] {
  const copy = mkdtempSync(join(tmpdir(), 'cubby-copy-'))
  try {
    for (const name of ['edge.sqlite', 'edge.sqlite-wal'])
      if (existsSync(join(dataDir, name))) cpSync(join(dataDir, name), join(copy, name))
    const db = new DatabaseSync(join(copy, 'edge.sqlite'))
    const rows = db.prepare(`select body from entry where body like '%door.requested%'`).all()
    db.close()
    return rows.map(({ body }) => JSON.parse(String(body)) as { cell: string; request: string })
  } finally {
    rmSync(copy, { recursive: true })
  }
}

async function aLockerWith(seed: string, parcels: number) {
  const world = await edgeWorld(seed)
  world.announceMachine()
  const plans = Array.from({ length: parcels }, (_, i) => world.announceParcel(`1000000${i}`))
  await world.start()
  await world.sync()
  await world.wait(seconds(5))
  return { world, plans }
}

describe('before every pulse', () => {
  test('its request is on the disk', async () => {
    const { world, plans } = await aLockerWith('ahead', 4)
    await using _ = world
    const pulses: { cell: string; wasOnDisk: boolean }[] = []
    world.hands().onPulse(({ cell }) => {
      const asked = requestsOnDisk(world.dataDir).filter((each) => each.cell === cell).length
      const before = pulses.filter((each) => each.cell === cell).length
      pulses.push({ cell, wasOnDisk: asked > before })
    })
    const session = await world.signIn()
    for (const plan of plans) {
      await world.closeDoor(
        cellOpened(await world.edge().perform('deposit', { session, label: plan.label })),
      )
    }
    for (const i of plans.keys()) {
      await world.closeDoor(
        cellOpened(
          await world.edge().perform('enter-code', { side: 'front', code: `1000000${i}` }),
        ),
      )
    }
    expect(pulses).toHaveLength(8)
    expect(pulses.filter(({ wasOnDisk }) => !wasOnDisk)).toEqual([])
  })
})

describe('after a crash between request and pulse', () => {
  test('the next life pulses nothing by itself and says that nobody knows', async () => {
    const { world, plans } = await aLockerWith('crash', 1)
    await using _ = world
    // The board loses the frame: for the journal this is a request whose outcome nobody saw.
    for (const board of world.hands().boards) board.cutPower()
    const session = await world.signIn()
    await world.edge().perform('deposit', { session, label: must(plans[0], 'a parcel').label })
    await world.wait(seconds(1))
    await world.clock.runUntil(world.edge().stop())
    for (const board of world.hands().boards) board.restorePower()
    const pulses: unknown[] = []
    world.hands().onPulse((pulse) => pulses.push(pulse))
    await world.start()
    await world.wait(seconds(30))
    expect(pulses).toEqual([])
    expect(world.entries().map(({ body }) => body.type)).toContain('door.unknown')
  })
})
