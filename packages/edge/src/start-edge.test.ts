import { minuteOfWeek } from '@cubby/domain/machine/weekly-clock'
import { modbusRelay8 } from '@cubby/drivers/boards/modbus-relay'
import { deviceConfig } from '@cubby/drivers/device-config/device-shape'
import { attachBoards } from '@cubby/drivers/emulator/attach-boards'
import { EmulatedBoard } from '@cubby/drivers/emulator/emulated-board'
import { memoryLinePair } from '@cubby/drivers/lines/memory-line'
import { later, minutes, seconds } from '@cubby/kit/clock'
import { cellOpened, edgeWorld } from '@cubby/testing/edge/edge-world'
import { aCell } from '@cubby/testing/layouts'
import { describe, expect, test } from 'vitest'

async function aReadyLocker(seed: string) {
  const world = await edgeWorld(seed)
  world.announceMachine()
  await world.start()
  expect(await world.sync()).toBe(true)
  await world.wait(seconds(5))
  return world
}

describe('a parcel on its way through a locker', () => {
  test('goes in with a courier and out with a code', async () => {
    await using world = await aReadyLocker('way')
    const { edge, hands } = world
    const plan = world.announceParcel('12345678')
    await world.sync()
    const session = await world.signIn()
    const cell = cellOpened(await edge().perform('deposit', { session, label: plan.label }))
    await world.wait(seconds(1))
    expect(hands().doorState(cell, 'front')).toBe('open')
    await world.closeDoor(cell)
    expect(edge().state().cells[cell]?.use.kind).toBe('occupied')
    await edge().perform('end-session', { session })

    const collecting = await edge().perform('enter-code', { side: 'front', code: '1234 5678' })
    expect(collecting).toMatchObject({ ok: true, did: 'opening', doors: [{ cell }] })
    await world.closeDoor(cell)
    expect(edge().state().cells[cell]?.use.kind).toBe('free')
    expect(await world.sync()).toBe(true)
    const types = world.server.received.map(({ body }) => body.type)
    expect(types.filter((type) => /^(stay|door)/.test(type)).slice(-8)).toEqual(
      [
        'stay.allocated',
        'door.requested',
        'door.opened',
        'door.closed',
        'stay.deposited',
        'door.requested',
        'door.opened',
        'door.closed',
        'stay.collected',
      ].slice(-8),
    )
    expect(world.server.received).toEqual(world.entries())
  })

  test('needs no server once the locker knows of it', async () => {
    await using world = await aReadyLocker('offline')
    const { edge } = world
    const plan = world.announceParcel('12345678')
    await world.sync()
    world.server.fault = () => 'lose-request'
    await world.wait(minutes(30))
    expect(edge().sync.status().isOnline).toBe(false)
    const session = await world.signIn()
    const cell = cellOpened(await edge().perform('deposit', { session, label: plan.label }))
    await world.closeDoor(cell)
    const collecting = await edge().perform('enter-code', { side: 'front', code: '12345678' })
    expect(collecting).toMatchObject({ ok: true })
    await world.closeDoor(cell)
    expect(await world.sync()).toBe(false)
    world.server.fault = null
    await world.wait(minutes(6))
    expect(edge().sync.status()).toMatchObject({ isOnline: true, unsent: 0 })
    expect(world.server.received).toEqual(world.entries())
  })
})

describe('what is configured with dates', () => {
  test('begins and ends by the clock of the machine, without anybody saying so', async () => {
    await using world = await aReadyLocker('dates')
    const { edge, server } = world
    const from = later(world.clock.now(), minutes(10))
    const until = later(from, minutes(20))
    const settings = [{ name: 'screen.theme', value: 'dark', cell: null, from, until }]
    server.write('network', [
      { key: 'configuration:network', body: { of: 'network', rank: 0, settings } },
    ])
    await world.sync()
    server.fault = () => 'lose-request'
    await world.wait(minutes(8))
    const told: string[] = []
    edge().onChange(() => told.push(edge().kioskState().screen.theme))
    expect(edge().kioskState().screen.theme).toBe('light')
    await world.wait(minutes(3))
    expect(told).toContain('dark')
    await world.wait(minutes(20))
    expect(told.at(-1)).toBe('light')
  })

  test('maintenance refuses what is brought, and says until when', async () => {
    await using world = await aReadyLocker('maintenance')
    const { edge, server } = world
    const { label } = world.announceParcel('12345678')
    const minute = minuteOfWeek(world.clock.now(), 'UTC')
    const day = Math.floor(minute / 1_440) + 1
    const fromMinute = minute % 1_440
    const window = { day, fromMinute, toMinute: (fromMinute + 30) % 1_440 }
    const settings = [
      { name: 'maintenance.windows', value: [window], cell: null, from: null, until: null },
    ]
    server.write('network', [
      { key: 'configuration:network', body: { of: 'network', rank: 0, settings } },
    ])
    await world.sync()
    const refused = await edge().perform('deposit', { session: await world.signIn(), label })
    expect(refused).toMatchObject({ ok: false, why: 'maintenance' })
    expect(edge().kioskState()).toMatchObject({ timeZone: null })
    expect(edge().kioskState().maintenanceUntil).toBeGreaterThan(world.clock.now())
    await world.wait(minutes(31))
    expect(edge().kioskState().maintenanceUntil).toBeNull()
    const taken = await edge().perform('deposit', { session: await world.signIn(), label })
    expect(taken).toMatchObject({ ok: true, did: 'opening' })
  })
})

describe('lights and sockets on the wires of the locks', () => {
  test('follow what happens at the machine, and a change of the wiring', async () => {
    await using world = await edgeWorld('loads')
    world.announceMachine()
    const { clock, ids, cells } = world
    const relays = new EmulatedBoard({ definition: modbusRelay8, address: 1, clock })
    const wires = memoryLinePair('relays')
    attachBoards(wires.boardEnd, [relays])
    const board = { id: 'relays', model: relays.definition.model, address: 1 }
    world.moreBuses.push({
      id: 'relays',
      line: { kind: 'memory', line: wires.driverEnd },
      boards: [{ ...board, doorContact: 'closed-is-1' }],
    })
    const socketIn = (cell: string, channel: number) => ({
      id: `socket-${channel}`,
      kind: 'socket',
      board: 'relays',
      channel,
      cell,
    })
    const { loads } = deviceConfig.parse({
      version: 1,
      buses: [],
      doors: [],
      loads: [
        { id: 'sign', kind: 'light', board: 'relays', channel: 0 },
        ...cells.slice(0, 7).map(({ id }, i) => socketIn(id, i + 1)),
      ],
    })
    await world.start({ devices: { loads } })
    await world.sync()
    await world.wait(minutes(1))
    const { label } = world.announceParcel('12345678')
    await world.sync()
    const session = await world.signIn()
    await world.wait(seconds(1))
    expect(relays.isOn(0)).toBe(true)
    const cell = cellOpened(await world.edge().perform('deposit', { session, label }))
    await world.closeDoor(cell)
    await world.edge().perform('end-session', { session })
    await world.wait(minutes(3))
    const channel = cells.findIndex(({ id }) => id === cell) + 1
    const on = () => [0, 1, 2, 3, 4, 5, 6, 7].filter((each) => relays.isOn(each))
    expect(on()).toEqual([channel])
    // The boards are opened anew with a new layout, which takes the current off everything.
    const more = { ...world.layout.modules[0], name: 'more', cells: [aCell(ids, 'A', 'X1')] }
    const layout = { modules: [...world.layout.modules, more] }
    world.server.write(world.server.ownStream, [{ key: 'layout', body: { layout } }])
    await world.sync()
    await world.wait(seconds(3))
    expect(on()).toEqual([channel])
    await clock.runUntil(world.edge().stop())
    expect(on()).toEqual([])
  })
})
