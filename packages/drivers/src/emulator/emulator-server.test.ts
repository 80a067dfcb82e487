import { describe, expect, test } from 'vitest'
import type { CellId } from '@cubby/kit/ids'
import { realClock } from '@cubby/keys/real-clock'
import { cu48b } from '../boards/cu48b.ts'
import { encode } from '../codec.ts'
import { tcpLine } from '../lines/tcp-line.ts'
import { openHardware } from '../locker-hardware.ts'
import { connectEmulator, type EmulatorEvent } from './emulator-client.ts'
import { boardsInRow, startEmulatorServer } from './emulator-server.ts'

const cell: CellId = 'cel_shoe'
const clock = realClock

const hardwareOn = (port: number) =>
  openHardware(
    {
      buses: [
        {
          id: 'main',
          line: { kind: 'tcp', host: '127.0.0.1', port },
          boards: [{ id: 'left', model: cu48b.model, address: 1, doorContact: 'closed-is-1' }],
        },
      ],
      doors: [{ cell, side: 'front', board: 'left', channel: 12 }],
    },
    { clock },
  )

const startBoards = (port = 0) =>
  startEmulatorServer({ boards: boardsInRow(cu48b, 2), clock, port })

describe('emulated boards behind an emulated adapter', () => {
  test('open for the driver, close by hand, and tell both', async () => {
    await using server = await startBoards()
    await using hardware = await hardwareOn(server.port)
    using hands = await connectEmulator(server.controlPort)
    const opened = new Promise<EmulatorEvent>((resolve) => {
      hands.onEvent((event) => event.event === 'door' && resolve(event))
    })
    await hands.do({ do: 'put-item', board: 1, channel: 12 })
    await hardware.pulse(cell, 'front')
    expect(await opened).toMatchObject({ board: 1, channel: 12, door: 'open', by: 'pulse' })
    expect([...(await hardware.readAll()).values()]).toEqual([{ door: 'open', item: true }])
    await hands.do({ do: 'close-door', board: 1, channel: 12 })
    expect([...(await hardware.readAll()).values()]).toEqual([{ door: 'closed', item: true }])
    expect(await hands.pulses()).toMatchObject([{ address: 1, channel: 12 }])
    expect((await hands.state())[1]).toEqual({
      board: 1,
      isPowered: true,
      open: [],
      items: [12],
      on: [],
    })
  })

  test('are found again by the driver after the adapter was away', async () => {
    const first = await startBoards()
    await using hardware = await hardwareOn(first.port)
    expect((await hardware.readAll()).get(`${cell}/front`)?.door).toBe('closed')
    await first[Symbol.asyncDispose]()
    const door = async () => (await hardware.readAll()).get(`${cell}/front`)?.door
    // By looking: a pulse that still finds the line keeps the coil from the next one for a while.
    await expect.poll(door, { timeout: 8_000 }).toBe('unknown')
    expect(await hardware.pulse(cell, 'front').catch((error) => error.code)).toBe(
      'line/unavailable',
    )
    await using second = await startBoards(first.port)
    second.boards[1]?.forceDoor(12)
    await expect.poll(door, { timeout: 8_000 }).toBe('open')
  })

  test('are heard by everybody on their wires', async () => {
    await using server = await startBoards()
    await using monitor = tcpLine({ host: '127.0.0.1', port: server.port }, { clock })
    await using driver = tcpLine({ host: '127.0.0.1', port: server.port }, { clock })
    await Promise.all([monitor.triedOnce(), driver.triedOnce()])
    const heard: number[] = []
    monitor.onData((bytes) => heard.push(...bytes))
    await driver.write(encode(cu48b, 'status', { address: 1 }))
    await expect.poll(() => heard.length).toBe(6 + 18)
  })

  test('outlive the driver: a door stays as it was left', async () => {
    await using server = await startBoards()
    using hands = await connectEmulator(server.controlPort)
    {
      await using hardware = await hardwareOn(server.port)
      await hands.do({ do: 'force-door', board: 1, channel: 12 })
      await hardware.readAll()
    }
    await using next = await hardwareOn(server.port)
    expect((await next.readAll()).get(`${cell}/front`)?.door).toBe('open')
  })

  test.each([
    { do: 'close-door', board: 7, channel: 0 },
    { do: 'close-door', board: 0, channel: 48 },
    { do: 'constructor', board: 0, channel: 0 },
    { do: 'set-faults', board: 0, faults: { isSilent: 'yes' } },
    { do: 'set-faults', board: 0, faults: { mood: 3 } },
    { nothing: true },
    null,
    7,
  ])('refuse %j and stay as they are', async (command) => {
    await using server = await startBoards()
    using hands = await connectEmulator(server.controlPort)
    const before = await hands.state()
    await expect(hands.do(command as never)).rejects.toMatchObject({ code: 'input/invalid' })
    expect(await hands.state()).toEqual(before)
  })
})
