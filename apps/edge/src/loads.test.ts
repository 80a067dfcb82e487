import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { connectEmulator, type EmulatorClient } from '@cubby/drivers/emulator/emulator-client'
import { afterAll, beforeAll, expect, test } from 'vitest'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))
const emulator = fileURLToPath(
  new URL('../../../packages/testing/src/emulator/main.ts', import.meta.url),
)
let dir = ''
beforeAll(() => void (dir = mkdtempSync(join(tmpdir(), 'cubby-edge-loads-'))))
afterAll(() => rmSync(dir, { recursive: true }))

/** Runs a program and reads the line that it prints when it is ready. */
async function running(path: string, args: string[], env: Record<string, string> = {}) {
  const program = spawn(process.execPath, [path, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(createInterface({ input: program.stdout }), 'line')) as [string]
  return { program, told: JSON.parse(line) as Record<string, number> }
}

/** A locker on this wiring with one light, which shines when told here. */
function startLocker(port: number, when: 'always' | 'attended') {
  const devices = {
    version: 1,
    buses: [
      {
        id: 'bus',
        line: { kind: 'tcp', host: '127.0.0.1', port },
        boards: [
          { id: 'relays', model: 'waveshare-relay-8d', address: 1, doorContact: 'closed-is-1' },
        ],
      },
    ],
    doors: [],
    loads: [{ id: 'sign', kind: 'light', board: 'relays', channel: 2, light: { when } }],
  }
  const path = join(dir, 'devices.json')
  writeFileSync(path, JSON.stringify(devices))
  return running(main, [], {
    EDGE_DATA_DIR: dir,
    EDGE_SERVER_URL: 'http://127.0.0.1:9',
    EDGE_DEVICES: path,
    EDGE_KIOSK_PORT: '0',
    EDGE_LOG_LEVEL: 'silent',
  })
}

const end = async (program: ChildProcess, signal: 'SIGKILL' | 'SIGTERM') => {
  const gone = once(program, 'exit')
  program.kill(signal)
  await gone
}

/** Resolves when the relay of the light is switched this way. */
const switched = (hands: EmulatorClient, on: boolean) =>
  new Promise<void>((resolve) =>
    hands.onEvent((event) => {
      if (event.event === 'relay' && event.channel === 2 && event.on === on) resolve()
    }),
  )

test('a light that a killed locker has left on goes off when it starts again, and when it stops', async () => {
  const boards = await running(emulator, ['--model', 'waveshare-relay-8d'])
  using hands = await connectEmulator(Number(boards.told['controlPort']))
  const port = Number(boards.told['port'])
  const relaysOn = async () => (await hands.state())[0]?.on

  const shines = switched(hands, true)
  const first = await startLocker(port, 'always')
  await shines
  await end(first.program, 'SIGKILL')
  expect(await relaysOn()).toEqual([2])

  const dark = switched(hands, false)
  const second = await startLocker(port, 'attended')
  await dark
  expect(await relaysOn()).toEqual([])
  await end(second.program, 'SIGTERM')

  const shinesAgain = switched(hands, true)
  const third = await startLocker(port, 'always')
  await shinesAgain
  await end(third.program, 'SIGTERM')
  expect(await relaysOn()).toEqual([])
  await end(boards.program, 'SIGTERM')
}, 60_000)
