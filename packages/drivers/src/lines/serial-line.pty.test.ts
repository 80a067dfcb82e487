import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, test } from 'vitest'
import { realClock } from '@cubby/keys/real-clock'
import type { CellId } from '@cubby/kit/ids'
import { allBoards } from '../boards/all.ts'
import { cu48 } from '../boards/cu48.ts'
import type { BoardDefinition } from '../define-board.ts'
import { attachBoards } from '../emulator/attach-boards.ts'
import { EmulatedBoard } from '../emulator/emulated-board.ts'
import { openHardware } from '../locker-hardware.ts'
import { serialLine } from './serial-line.ts'

/**
 * Goal: the path that a real machine uses (`serialport`, the kernel's terminal layer, our driver) carries
 * pulses and readings. Method: two pseudo-terminals joined by socat stand for the cable.
 */
const clock = realClock
const cell: CellId = 'cel_shoe'

const hasSocat = spawnSync('socat', ['-V']).status === 0
if (!hasSocat) {
  const how = 'the serial path was NOT tested: install socat (apt-get install --yes socat)'
  if (process.env.REQUIRE_SOCAT) throw new Error(how)
  console.warn(how)
}

/** A cable whose two ends are serial ports; `pull` is what a technician's foot does. */
async function aCable() {
  const folder = mkdtempSync(join(tmpdir(), 'cubby-serial-'))
  const ends = { driver: join(folder, 'driver'), board: join(folder, 'board') }
  let socat: ChildProcess | null = null
  const plug = async () => {
    const end = (link: string) => `pty,raw,echo=0,link=${link}`
    const child = spawn('socat', ['-d', '-d', end(ends.driver), end(ends.board)], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    socat = child
    for await (const line of createInterface({ input: child.stderr })) {
      if (line.includes('starting data transfer loop')) break
    }
  }
  const pull = async () => {
    const running = socat
    socat = null
    if (!running || running.exitCode !== null) return
    const gone = once(running, 'exit')
    running.kill()
    await gone
  }
  await plug()
  return {
    ends,
    plug,
    pull,
    [Symbol.asyncDispose]: async () => {
      await pull()
      rmSync(folder, { recursive: true })
    },
  }
}

const addressOf = ({ addresses }: BoardDefinition) => Math.min(3, addresses.last)
const channelOf = ({ channels }: BoardDefinition) => Math.min(21, channels - 1)
/** One of each family: their sizes differ in nothing that a serial port could spoil. */
/** Relays that cannot end a pulse move no lock. */
const lockBoards = allBoards.filter(({ commands }) => !commands.release)
const oneOfEach = [...Map.groupBy(lockBoards, ({ family }) => family).values()].map(
  (boards) => boards[0] ?? cu48,
)

async function aBoardOn(path: string, definition: BoardDefinition) {
  const board = new EmulatedBoard({ definition, address: addressOf(definition), clock })
  const line = serialLine({ path, ...definition.line }, { clock })
  await line.triedOnce()
  attachBoards(line, [board])
  return { board, [Symbol.asyncDispose]: () => line[Symbol.asyncDispose]() }
}

const driverOn = (path: string, definition: BoardDefinition) =>
  openHardware(
    {
      buses: [
        {
          id: 'main',
          line: { kind: 'serial', path },
          boards: [
            {
              id: 'left',
              model: definition.model,
              address: addressOf(definition),
              doorContact: 'closed-is-1',
            },
          ],
        },
      ],
      doors: [{ cell, side: 'front', board: 'left', channel: channelOf(definition) }],
    },
    { clock },
  )

describe.skipIf(!hasSocat)('over a serial port', () => {
  test.each(oneOfEach)('a $model opens a door and tells it', async (definition) => {
    await using cable = await aCable()
    await using boardSide = await aBoardOn(cable.ends.board, definition)
    await using hardware = await driverOn(cable.ends.driver, definition)
    const { board } = boardSide
    expect((await hardware.readAll()).get(`${cell}/front`)?.door).toBe('closed')
    const opened = new Promise((resolve) => board.onDoor(resolve))
    await hardware.pulse(cell, 'front')
    expect(await opened).toMatchObject({
      channel: channelOf(definition),
      door: 'open',
      by: 'pulse',
    })
    expect((await hardware.readAll()).get(`${cell}/front`)?.door).toBe('open')
    expect(board.pulses).toHaveLength(1)
  })

  test('a cable pulled out leaves doors unknown, and put back is found again', async () => {
    const definition = cu48
    await using cable = await aCable()
    await using hardware = await driverOn(cable.ends.driver, definition)
    {
      await using boardSide = await aBoardOn(cable.ends.board, definition)
      boardSide.board.forceDoor(21)
      expect((await hardware.readAll()).get(`${cell}/front`)?.door).toBe('open')
      await cable.pull()
    }
    const door = async () => (await hardware.readAll()).get(`${cell}/front`)?.door
    await expect.poll(door, { timeout: 8_000 }).toBe('unknown')
    await cable.plug()
    await using boardSide = await aBoardOn(cable.ends.board, definition)
    expect(boardSide.board.door(21)).toBe('closed')
    await expect.poll(door, { timeout: 15_000 }).toBe('closed')
  }, 30_000)
})
