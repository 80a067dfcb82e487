import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))
let dir = ''
beforeAll(() => void (dir = mkdtempSync(join(tmpdir(), 'cubby-edge-main-'))))
afterAll(() => rmSync(dir, { recursive: true }))

/** The program of a virtual locker whose server nobody has started. */
async function start(): Promise<{ program: ChildProcess; kioskUrl: string; benchUrl: string }> {
  const env = {
    ...process.env,
    EDGE_DATA_DIR: dir,
    EDGE_SERVER_URL: 'http://127.0.0.1:9',
    EDGE_ENROLMENT_CODE: 'NOBODY-THERE',
    EDGE_VIRTUAL: '1',
    EDGE_KIOSK_PORT: '0',
    EDGE_LOG_LEVEL: 'silent',
  }
  const program = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(program.stdout, 'data')) as [Buffer]
  return { program, ...(JSON.parse(String(line)) as { kioskUrl: string; benchUrl: string }) }
}

test('a locker starts without a server, survives being killed, and stops when told', async () => {
  const first = await start()
  const state = await fetch(`${first.kioskUrl}/kiosk/v1/state`)
  expect(await state.json()).toMatchObject({ locker: null, isOnline: false, modules: [] })
  const hands = await fetch(`${first.benchUrl}/bench/v1/doors`)
  expect([hands.status, await hands.json()]).toMatchObject([409, { code: 'conflict/state' }])
  first.program.kill('SIGKILL')
  await once(first.program, 'exit')
  const second = await start()
  second.program.kill('SIGTERM')
  expect(await once(second.program, 'exit')).toEqual([0, null])
}, 60_000)
