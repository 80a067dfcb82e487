import type { Layout } from '@cubby/domain/cells/layout'
import type { Wiring } from '@cubby/domain/machine/wiring'
import { doorsOf, proposeWiring, swapDoors } from '@cubby/domain/machine/wiring-rules'
import { cu48 } from '@cubby/drivers/boards/cu48'
import { attachBoards } from '@cubby/drivers/emulator/attach-boards'
import { EmulatedBoard } from '@cubby/drivers/emulator/emulated-board'
import type { HardwareConfig } from '@cubby/drivers/hardware-config'
import { memoryLinePair } from '@cubby/drivers/lines/memory-line'
import { must } from '@cubby/kit/assert'
import { seconds } from '@cubby/kit/clock'
import type { CellId } from '@cubby/kit/ids'
import { cellOpened, edgeWorld } from '@cubby/testing/edge/edge-world'
import { describe, expect, test } from 'vitest'
import type { HardwareSource } from './locks.ts'

/** A machine whose boards are there and whose wiring only the feed can tell. Its doors are known by channel alone. */
async function aBareMachine(seed: string) {
  const opened: Wiring[] = []
  let board: EmulatedBoard | null = null
  const hardware: HardwareSource = {
    fromFeed: (wiring) => {
      opened.push(wiring)
      const pair = memoryLinePair(`boards ${opened.length}`)
      board ??= new EmulatedBoard({ definition: cu48, address: 2, clock: world.clock })
      attachBoards(pair.boardEnd, [board])
      const line = { kind: 'memory', line: pair.driverEnd } as const
      const buses: HardwareConfig['buses'] = wiring.buses.map((bus) => ({ ...bus, line }))
      return { ...wiring, buses }
    },
  }
  const world = await edgeWorld(seed, { hardware })
  const { server, layout } = world
  const wiringFor = (of: Layout): Wiring => {
    const wish = { model: 'kerong-cu48', firstAddress: 2, doorContact: 'closed-is-1' } as const
    const lines = [{ kind: 'tcp', host: 'boards', port: 5000 }] as const
    return must(proposeWiring(doorsOf(of), { ...wish, lines }), 'a small machine')
  }
  return {
    ...world,
    [Symbol.asyncDispose]: world[Symbol.asyncDispose],
    opened,
    wiring: wiringFor(layout),
    wiringFor,
    tell: async (key: string, body: unknown) => {
      server.write(server.ownStream, [{ key, body }])
      await world.sync()
      await world.wait(seconds(5))
    },
    begin: async () => {
      world.announceMachine()
      await world.start()
      await world.sync()
      await world.wait(seconds(5))
    },
    board: () => must(board, 'the boards were opened'),
    said: (type: string) => world.entries().filter(({ body }) => body.type === type),
    cell: (name: string): CellId => world.cellNamed(name).id,
  }
}

const command = (world: Awaited<ReturnType<typeof aBareMachine>>, cell: CellId) => {
  const id = world.ids.mint('cmd')
  const now = world.clock.now()
  return world.tell(`command:${id}`, {
    command: id,
    action: { do: 'open', cell, side: 'front' },
    notBefore: now,
    expiresAt: now + 60_000,
    reason: 'wiring test',
  })
}

describe('a machine whose wiring comes from the feed', () => {
  test('has no locks before, and says so to its screen', async () => {
    await using world = await aBareMachine('none')
    await world.begin()
    expect(world.edge().hardware()).toBeNull()
    expect(world.edge().kioskState().hasLocks).toBe(false)
    await world.tell('wiring', world.wiring)
    expect(world.edge().kioskState()).toMatchObject({ hasLocks: true, freeByType: { A: 4 } })
  })

  test('moves the door that the wiring names, and after a swap the other one', async () => {
    await using world = await aBareMachine('swap')
    await world.begin()
    await world.tell('service', { state: 'testing' })
    await world.tell('wiring', world.wiring)
    const [one, two] = doorsOf(world.layout)
    await command(world, must(one, 'a door').cell)
    expect([world.board().door(0), world.board().door(1)]).toEqual(['open', 'closed'])
    await world.tell('wiring', swapDoors(world.wiring, must(one, 'a door'), must(two, 'another')))
    expect(world.edge().state().cells[must(two, 'another').cell]?.doors.front?.door).toBe('open')
    world.board().closeDoor(0)
    await world.wait(seconds(5))
    await command(world, must(one, 'a door').cell)
    expect([world.board().door(0), world.board().door(1)]).toEqual(['closed', 'open'])
    expect(world.said('door.forced')).toEqual([])
  })

  test('opens its boards once, however often it hears the same', async () => {
    await using world = await aBareMachine('once')
    await world.begin()
    await world.tell('wiring', world.wiring)
    await world.tell('wiring', structuredClone(world.wiring))
    await world.tell('layout', { layout: world.layout })
    expect(world.opened).toHaveLength(1)
  })

  test('refuses a wiring that it cannot drive, says so, and keeps the old one', async () => {
    await using world = await aBareMachine('bad')
    await world.begin()
    await world.tell('wiring', world.wiring)
    const [door] = world.wiring.doors
    await world.tell('wiring', { ...world.wiring, doors: [{ ...door, channel: 48 }] })
    expect(world.said('feed.rejected').map(({ body }) => body)).toMatchObject([
      { key: 'wiring', why: '/doors/0/channel range' },
    ])
    expect(world.opened).toHaveLength(1)
    await command(world, world.cell('3'))
    expect(world.said('command.done').map(({ body }) => body)).toMatchObject([
      { outcome: 'opened' },
    ])
  })

  test('knows its wiring again after a restart without a server', async () => {
    await using world = await aBareMachine('restart')
    await world.begin()
    await world.tell('wiring', world.wiring)
    await world.clock.runUntil(world.edge().stop())
    world.server.fault = () => 'lose-request'
    await world.start()
    expect(world.edge().kioskState().hasLocks).toBe(true)
    expect(world.opened).toHaveLength(2)
  })

  test('lets a pulse out over the new wires when it was asked for during the change', async () => {
    await using world = await aBareMachine('between')
    await world.begin()
    await world.tell('wiring', world.wiring)
    await world.tell('service', { state: 'testing' })
    const pulsed: number[] = []
    world.board().onPulse(({ channel }) => void pulsed.push(channel))
    const [one, two] = doorsOf(world.layout)
    const swapped = swapDoors(world.wiring, must(one, 'a door'), must(two, 'another'))
    const id = world.ids.mint('cmd')
    const now = world.clock.now()
    // Both in one page: the change is under way when the command is obeyed.
    world.server.write(world.server.ownStream, [
      { key: 'wiring', body: swapped },
      {
        key: `command:${id}`,
        body: {
          command: id,
          action: { do: 'open', cell: must(one, 'a door').cell, side: 'front' },
          notBefore: now,
          expiresAt: now + 60_000,
          reason: 'wiring test',
        },
      },
    ])
    await world.sync()
    await world.wait(seconds(10))
    expect(pulsed).toEqual([1])
  })
})

describe('a machine that is re-modelled while something is inside', () => {
  /** The right-hand module goes, with a parcel in one of its cells. */
  async function aHalvedMachine(seed: string) {
    const world = await aBareMachine(seed)
    await world.begin()
    await world.tell('wiring', world.wiring)
    const plan = world.announceParcel('12345678')
    await world.sync()
    const session = await world.signIn()
    const cell = cellOpened(await world.edge().perform('deposit', { session, label: plan.label }))
    await world.wait(seconds(2))
    const channel = world.wiring.doors.findIndex((door) => door.cell === cell)
    world.board().closeDoor(channel)
    await world.wait(seconds(2))
    await world.edge().perform('end-session', { session })
    const layout: Layout = {
      modules: world.layout.modules.filter(({ cells }) => cells.every(({ id }) => id !== cell)),
    }
    expect(layout.modules).toHaveLength(1)
    await world.tell('layout', { layout })
    return { world, cell, channel, layout }
  }

  test('hands it out, although neither layout nor wiring know the cell any more', async () => {
    const { world, cell, channel, layout } = await aHalvedMachine('hand out')
    await using _ = world
    const here = new Set(doorsOf(layout).map((door) => door.cell))
    const doors = world.wiring.doors.filter((door) => here.has(door.cell))
    await world.tell('wiring', { ...world.wiring, doors })
    const { edge } = world
    const out = await edge().perform('enter-code', { side: 'front', code: '12345678' })
    expect(out).toMatchObject({ ok: true, doors: [{ cell }] })
    await world.wait(seconds(2))
    expect(world.board().door(channel)).toBe('open')
    world.board().closeDoor(channel)
    await world.wait(seconds(3))
    expect(world.said('stay.collected')).toHaveLength(1)
    expect(edge().state().cells[cell]?.use.kind).toBe('free')
  })

  test('puts nothing more into the cell', async () => {
    const { world, cell, layout } = await aHalvedMachine('no more')
    await using _ = world
    const cells = world.edge().directory.cells(world.clock.now())
    expect(cells.map(({ id }) => id)).not.toContain(cell)
    expect(cells).toHaveLength(layout.modules[0]?.cells.length ?? 0)
  })

  test('tells people when no wire can lead there any more', async () => {
    const { world, layout } = await aHalvedMachine('lost')
    await using _ = world
    const buses = world.wiring.buses.map((bus) => ({
      ...bus,
      boards: bus.boards.map((board) => ({ ...board, doorContact: 'closed-is-0' as const })),
    }))
    await world.tell('wiring', { buses, doors: world.wiringFor(layout).doors })
    expect(world.said('device.fault').map(({ body }) => body)).toMatchObject([
      { part: 'wiring', code: 'unwired-in-use' },
    ])
  })
})
