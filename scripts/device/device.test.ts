import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { realClock } from '@cubby/keys/real-clock'
import { cu48 } from '@cubby/drivers/boards/cu48'
import { xor8a24 } from '@cubby/drivers/boards/xor-8a'
import type { BoardDefinition } from '@cubby/drivers/define-board'
import { attachBoards } from '@cubby/drivers/emulator/attach-boards'
import { EmulatedBoard } from '@cubby/drivers/emulator/emulated-board'
import { boardsInRow, startEmulatorServer } from '@cubby/drivers/emulator/emulator-server'
import { serialLine } from '@cubby/drivers/lines/serial-line'
import { SharedWires } from '@cubby/drivers/emulator/shared-wires'
import { socketLine, tcpLine } from '@cubby/drivers/lines/tcp-line'
import { EmulatedSettings } from '@cubby/drivers/scanners/settings/emulated-settings'
import { honeywell } from '@cubby/drivers/scanners/settings/honeywell'
import { describe, expect, test } from 'vitest'
import { deviceCommand } from './commands.ts'

const clock = realClock

const hasSocat = spawnSync('socat', ['-V']).status === 0
if (!hasSocat) {
  const how = 'the prober was NOT tested on a serial port: install socat'
  if (process.env.REQUIRE_SOCAT) throw new Error(how)
  console.warn(how)
}

const aFolder = () => {
  const path = mkdtempSync(join(tmpdir(), 'cubby-device-'))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true }) }
}

/** A technician at the keyboard: types these lines, and reads what is said. */
function aTechnician(...typed: string[]) {
  const said: string[] = []
  const stop = new AbortController()
  async function* input() {
    for (const line of typed) yield `${line}\n`
  }
  const run = (...args: string[]) =>
    deviceCommand(args, {
      clock,
      signal: stop.signal,
      input: input(),
      say: (text) => said.push(text),
    })
  return { said, run, stop: () => stop.abort() }
}

const aCabinet = (definition: BoardDefinition, boards = 2) =>
  startEmulatorServer({ boards: boardsInRow(definition, boards), clock })

describe('a technician over an adapter', () => {
  test('finds boards, and no door moves', async () => {
    await using cabinet = await aCabinet(cu48)
    const { said, run } = aTechnician()
    await run('probe', '--port', `tcp:127.0.0.1:${cabinet.port}`, '--addresses', '2')
    expect(said).toContain('board 0 at the adapter’s speed: kerong-cu48')
    expect(said).toContain('board 1 at the adapter’s speed: kerong-cu48')
    expect(cabinet.boards.flatMap(({ pulses }) => pulses)).toEqual([])
  }, 60_000)

  test('finds out how a board is set', async () => {
    await using cabinet = await aCabinet(xor8a24)
    cabinet.boards[0]?.forceDoor(2)
    const { said, run } = aTechnician()
    const port = ['--port', `tcp:127.0.0.1:${cabinet.port}`]
    const board = ['--model', 'shuoming-8a-24', '--address', '1']
    await run('calibrate', ...port, ...board, '--closed', '1,2,4', '--open', '3')
    expect(said).toEqual(['fits: doorContact closed-is-1, byteOrder high-first'])
  })

  test('tries everything without hardware: four boards on three buses by one command', async () => {
    const bench = aTechnician('close 1 0 1', 'force 1 0 2', 'close 9 0 1', 'dance', 'cut 3 2')
    const running = bench.run('emulate', '--listen', '0')
    await expect.poll(() => bench.said.length).toBeGreaterThan(6)
    const ports = bench.said.flatMap((line) => /on (tcp:127\.0\.0\.1:\d+)/.exec(line)?.[1] ?? [])
    expect(bench.said[0]).toMatch(/^bus 1 .*19,200 baud.*: kerong-cu48 at 0, kerong-cu48b at 3$/)
    expect(bench.said).toContain('bus 1, board 0, lock 2: open, by force')
    expect(bench.said.filter((line) => line.startsWith('hands: '))).toHaveLength(3)
    const { said, run } = aTechnician()
    const probe = (port = '', ...models: string[]) =>
      run('probe', '--port', port, '--addresses', '0-4', ...models.flatMap((m) => ['--model', m]))
    await probe(ports[0], 'kerong-cu48', 'kerong-cu48b')
    await probe(ports[1], 'shuoming-8a-24')
    await probe(ports[2], 'wkly-12')
    expect(said.filter((line) => line.startsWith('board '))).toEqual([
      'board 0 at the adapter’s speed: kerong-cu48',
      'board 3 at the adapter’s speed: kerong-cu48b',
      'board 1 at the adapter’s speed: shuoming-8a-24',
    ])
    const mover = aTechnician('! 02 00 00 51 03 56')
    await mover.run('console', '--port', ports[0] ?? '', '--model', 'kerong-cu48')
    await expect.poll(() => bench.said).toContain('bus 1, board 0, lock 1: pulse')
    bench.stop()
    await running
  }, 30_000)

  test('types bytes, and moves a lock only when that is meant', async () => {
    await using cabinet = await aCabinet(cu48)
    const status = '02 00 00 50 03 55'
    const { said, run } = aTechnician(status, '020000510356', '! 02 00 00 51 03 56', 'what')
    await run('console', '--port', `tcp:127.0.0.1:${cabinet.port}`, '--model', 'kerong-cu48')
    expect(said.slice(1)).toEqual([
      `>  ${status}  status request, board 0 (kerong-cu48)`,
      '<  02 00 00 65 FF FF FF FF FF FF 03 64  status reply, board 0, open: none (kerong-cu48)',
      'that moves locks (open request, board 0, channel 1 (kerong-cu48)); put a "!" before it',
      '>  02 00 00 51 03 56  open request, board 0, channel 1 (kerong-cu48)',
      'that is no row of hexadecimal bytes',
    ])
    expect(cabinet.boards[0]?.pulses).toHaveLength(1)
  })

  test('records what a locker and its boards say to each other, and reads it later', async () => {
    using folder = aFolder()
    await using cabinet = await aCabinet(cu48)
    const file = join(folder.path, 'trace.jsonl')
    const { said, run, stop } = aTechnician()
    const port = `tcp:127.0.0.1:${cabinet.port}`
    const recording = run('record', '--port', port, '--to', file, '--listen', '0')
    await expect.poll(() => said.length).toBe(1)
    const listening = Number(/127\.0\.0\.1:(\d+)/.exec(said[0] ?? '')?.[1])
    await using locker = tcpLine({ host: '127.0.0.1', port: listening }, { clock })
    await locker.triedOnce()
    const heard: number[] = []
    locker.onData((bytes) => heard.push(...bytes))
    await locker.write(Uint8Array.of(2, 0, 0, 0x50, 3, 0x55))
    await expect.poll(() => heard.length).toBe(12)
    stop()
    await recording
    expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(4)
    const reader = aTechnician()
    await reader.run('replay', file, '--model', 'kerong-cu48')
    expect(reader.said[1]).toMatch(/driver\s+02 00 00 50 03 55 {2}status request/)
    expect(reader.said[2]).toMatch(/boards\s+02 00 00 65 .* open: none/)
  })

  test.each([
    [[], 'say what to do'],
    [['dance'], 'nobody can dance'],
    [['probe'], 'name the port'],
    [['probe', '--port', 'x', '--baud', '1'], '--baud is a whole number'],
    [['monitor', '--port', 'x', '--model', 'heron-24'], 'there is no board heron-24'],
    [['calibrate', '--port', 'x', '--model', 'kerong-cu48'], '--address'],
    [['record', '--port', 'x'], 'name the file'],
    [['probe', '--port', 'x', '--addresses', '9-3'], 'a range such as 1-247'],
    [['probe', '--port', 'x', '--addresses', '1-256'], 'a range such as 1-247'],
    [['probe', '--port', 'x', '--speeds', '9600,fast'], '--speeds is a whole number'],
    [['scanner'], 'scanner set, scanner ask'],
    [['scanner', 'set', '--port', 'x', '--family', 'acme', 'CBRENA1'], 'there is no family acme'],
    [['scanner', 'set', '--port', 'x', 'CBRENA1'], 'name the family'],
    [['scanner', 'set', '--port', 'x', '--family', 'newland'], 'name what to set'],
    [['scanner', 'ask', '--port', 'x', '--family', 'datalogic', 'CBRENA'], 'are not asked'],
    [['emulate', '--bus', 'heron-24'], 'there is no board heron-24'],
    [['emulate', '--bus', 'wkly-12@77'], 'wkly-12 has no address 77'],
    [['emulate', '--bus', 'wkly-12@1,kerong-cu48@2'], 'one speed'],
    [['emulate', '--bus', 'wkly-12@1,wkly-4@1'], 'an address of its own'],
    [['emulate', '--bus', 'dcttech-usbrelay-2'], 'is on no wires'],
    [['replay'], 'needs a file'],
  ])('is told what is wrong with %j', async (args, why) => {
    await expect(aTechnician().run(...args)).rejects.toThrow(why)
  })

  test('sets a reader over its line, and is told what it answers and how sure that is', async () => {
    const wires = new SharedWires()
    void new EmulatedSettings(honeywell, wires, { SUFBK2: '', CBRENA: '1' })
    const server = createServer((socket) => wires.join(socketLine(socket)))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const reader = ['--port', `tcp:127.0.0.1:${port}`, '--family', 'honeywell']
    const { said, run } = aTechnician()
    await run('scanner', 'set', ...reader, 'end-with-return', 'XXXXXX1', 'CBRENA.;').catch(
      (error: Error) => said.push(error.message),
    )
    expect(said.splice(0).at(-1)).toContain('is no setting command')
    await run('scanner', 'set', ...reader, 'end-with-return', 'XXXXXX1')
    expect(said.splice(0)).toEqual([
      expect.stringMatching(/^SUFBK2990D ends each scan .*seen on readers in use, not confirmed/),
      expect.stringMatching(/^XXXXXX1 is not among what we know/),
      'SUFBK2990D: done',
      'XXXXXX: the reader does not know this setting',
      expect.stringContaining('until the power goes'),
    ])
    await run('scanner', 'set', ...reader, '--for-good', 'CBRENA0')
    expect(said.splice(0).at(-1)).toBe('kept for good')
    await run('scanner', 'ask', ...reader, 'CBRENA')
    expect(said.splice(0)).toEqual(['CBRENA0: done'])
    await run('scanner', 'families')
    expect(said.join('\n')).toContain('usb-serial (TERMID130)')
    await expect(run('scanner', 'set', ...reader, 'usb-serial')).rejects.toThrow(/hearsay/)
    server.close()
  })

  test('sees every board that is known', async () => {
    const { said, run } = aTechnician()
    await run('boards')
    expect(said.join('\n')).toContain('shuoming-8a-24')
  })
})

/** Two serial ports joined by a cable. */
async function aCable(folder: string) {
  const end = (name: string) => join(folder, name)
  const link = (name: string) => `pty,raw,echo=0,link=${end(name)}`
  const socat: ChildProcess = spawn('socat', ['-d', '-d', link('tool'), link('boards')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  if (socat.stderr)
    for await (const line of createInterface({ input: socat.stderr }))
      if (line.includes('starting data transfer loop')) break
  return {
    tool: end('tool'),
    boards: end('boards'),
    [Symbol.asyncDispose]: async () => {
      const gone = once(socat, 'exit')
      socat.kill()
      await gone
    },
  }
}

describe.skipIf(!hasSocat)('a technician on a serial port', () => {
  test('finds boards with the program itself', async () => {
    using folder = aFolder()
    await using cable = await aCable(folder.path)
    const board = new EmulatedBoard({ definition: xor8a24, address: 2, clock })
    await using line = serialLine({ path: cable.boards, ...xor8a24.line }, { clock })
    await line.triedOnce()
    attachBoards(line, [board])
    const args = ['scripts/device.ts', 'probe', '--port', cable.tool, '--baud', '9600']
    const tool = spawn(process.execPath, [...args, '--addresses', '2', '--model', 'shuoming-8a-24'])
    let said = ''
    tool.stdout.on('data', (chunk) => (said += String(chunk)))
    const [code] = await once(tool, 'exit')
    expect([code, said]).toEqual([
      0,
      expect.stringContaining('board 2 at 9600 baud: shuoming-8a-24'),
    ])
    expect(board.pulses).toEqual([])
  }, 60_000)

  test('listens without a word', async () => {
    using folder = aFolder()
    await using cable = await aCable(folder.path)
    await using locker = serialLine({ path: cable.boards, ...cu48.line }, { clock })
    await locker.triedOnce()
    const heard: number[] = []
    locker.onData((bytes) => heard.push(...bytes))
    const { said, run, stop } = aTechnician()
    const listening = run('monitor', '--port', cable.tool, '--model', 'kerong-cu48')
    await expect.poll(() => said.length).toBe(1)
    await locker.write(Uint8Array.of(0xfb, 2, 0, 0, 0x50, 3, 0x55))
    await expect.poll(() => said.length).toBe(2)
    expect(said[1]).toContain('02 00 00 50 03 55  status request, board 0 (kerong-cu48)')
    stop()
    await listening
    expect(heard).toEqual([])
  }, 30_000)
})
