import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cellsOf } from '@cubby/domain/cells/layout'
import type { Effect, Intent } from '@cubby/domain/kernel/intent'
import { must } from '@cubby/kit/assert'
import { instant, minutes } from '@cubby/kit/clock'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import { aCommand } from '@cubby/testing/builders'
import { smallLayout } from '@cubby/testing/layouts'
import { seededIds } from '@cubby/testing/seeded-ids'
import { describe, expect, test } from 'vitest'
import { ClockKeeper } from '../clock-keeper.ts'
import { EdgeDirectory } from '../feed/edge-directory.ts'
import { SqliteDisk } from '../store/sqlite-disk.ts'
import { Journal } from '../store/journal.ts'
import { KernelShell } from './kernel-shell.ts'

function aShell() {
  const dir = mkdtempSync(join(tmpdir(), 'cubby-shell-'))
  const clock = new VirtualClock(instant(Date.parse('2026-03-02T12:00:00Z')))
  const ids = seededIds('shell')
  const layout = smallLayout(ids)
  const disk = new SqliteDisk({ path: join(dir, 'edge.sqlite') })
  const journal = new Journal(disk, ids)
  const directory = new EdgeDirectory()
  directory.put({ kind: 'layout', key: 'layout', asOfSeq: null, body: { layout } })
  const effects: { effect: Effect; lastSeq: number }[] = []
  const keeper = new ClockKeeper({ clock, boot: ids.mint('bot'), lastEntryAt: instant(0) })
  const shell = new KernelShell({
    journal,
    directory,
    ids,
    clock: keeper,
    run: (ran) =>
      effects.push(
        ...ran.map((effect) => ({
          effect,
          lastSeq: journal.lastSeq,
        })),
      ),
  })
  const cells = cellsOf(layout).map(({ id }) => id)
  const open = (cell = must(cells[0], 'a cell')): Intent => ({
    do: 'obey',
    command: aCommand(ids, cell, clock.now()),
    asOfSeq: null,
    clockSynced: true,
  })
  const close = () => {
    disk[Symbol.dispose]()
    rmSync(dir, { recursive: true })
  }
  return { clock, disk, journal, shell, effects, cells, open, [Symbol.dispose]: close }
}

const filler = { type: 'device.fault', part: 'test', code: 'test', detail: 'x' } as const

describe('the shell of the rules', () => {
  test('runs effects only when their entries are on the disk', async () => {
    using world = aShell()
    await world.shell.submit(world.open())
    const requested = world.journal.after(0, 100).find(({ body }) => body.type === 'door.requested')
    expect(world.effects).toMatchObject([{ effect: { do: 'pulse' }, lastSeq: requested?.seq }])
  })

  test('publishes the fold of what it wrote', async () => {
    using world = aShell()
    await world.shell.submit(world.open())
    await world.clock.advance(minutes(1))
    await world.shell.submit({ do: 'tick' })
    expect(world.shell.state).toEqual(world.journal.fold())
  })

  test('decides one intent after the other, however they come', async () => {
    using world = aShell()
    const command = world.open()
    await Promise.all([
      world.shell.submit(command),
      world.shell.submit(command),
      world.shell.submit(command),
    ])
    expect(world.effects).toHaveLength(1)
  })

  test('writes nothing when nothing happened', async () => {
    using world = aShell()
    await world.shell.submit({ do: 'tick' })
    expect(world.journal.lastSeq).toBe(0)
  })

  test('on a full disk does nothing at all, and goes on when there is room', async () => {
    using world = aShell()
    const { disk, shell, effects } = world
    const { page_count: pages } = disk.sqlite.prepare('pragma page_count').get() as {
      page_count: number
    }
    disk.sqlite.exec(`pragma max_page_count = ${pages}`)
    expect(() => {
      for (let i = 0; i < 1_000; i++) shell.record([filler])
    }).toThrow(expect.objectContaining({ code: 'journal/disk-full' }))
    const before = shell.state
    const command = world.open()
    await expect(shell.submit(command)).rejects.toMatchObject({ code: 'journal/disk-full' })
    expect(shell.state).toBe(before)
    expect(effects).toEqual([])
    disk.sqlite.exec('pragma max_page_count = 1000000')
    await shell.submit(command)
    expect(effects).toHaveLength(1)
  })
})
