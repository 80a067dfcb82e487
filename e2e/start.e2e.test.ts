import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { seconds } from '@cubby/kit/clock'
import { must } from '@cubby/kit/assert'
import { freePort } from '@cubby/testing/network/free-port'
import { type Program, startProgram, untilHealthy, untilOf } from '@cubby/testing/network/program'
import { until } from '@cubby/testing/network/until'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commandOf, descendantsOf, isAlive } from './support/processes.ts'

const script = (name: string) => fileURLToPath(new URL(`../scripts/${name}.ts`, import.meta.url))

let dir: string
let env: Record<string, string>
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'cubby-start-'))
  env = {
    DATA_DIR: join(dir, 'data'),
    PORT: String(await freePort()),
    EDGE_KIOSK_PORT: String(await freePort()),
    EDGE_BENCH_PORT: String(await freePort()),
  }
})
afterAll(() => rm(dir, { recursive: true, force: true }))

const start = () =>
  startProgram({ name: 'npm start', main: script('start'), env, stopsWithin: seconds(30) })

const answers = (url: string) =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  )

const untilRunning = (program: Program) =>
  untilOf(
    program,
    'Cubby is running',
    () => /Cubby is running/.test(program.lastWords()),
    seconds(60),
  )

async function run(name: string, over: Record<string, string> = {}) {
  const program = await startProgram({ name, main: script(name), env: { ...env, ...over } })
  const { code } = await program.ended
  return { code, said: program.lastWords() }
}

/** As npm does it: a shell between. Answers the shell's pid; its output goes to nobody. */
function startInShell() {
  const shell = spawn('sh', ['-c', '"$NODE" "$SCRIPT"; exit $?'], {
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      ...env,
      NODE: process.execPath,
      SCRIPT: script('start'),
      npm_lifecycle_event: 'start',
    },
    stdio: 'ignore',
  })
  return must(shell.pid, 'a shell')
}

/** Tells it to stop, and expects that nothing of it stays. */
async function stopWholly(program: Program) {
  const family = await descendantsOf(program.pid)
  expect(family.length).toBeGreaterThan(5)
  expect(await program.stop()).toEqual({ code: 0, signal: null })
  for (const pid of family) expect(await isAlive(pid), `process ${pid}`).toBe(false)
}

describe('npm start', () => {
  test('comes up from nothing, plays a delivery, shows no secret and leaves nothing running', async () => {
    await using program = await start()
    await untilRunning(program)
    const said = program.lastWords()
    expect(said).toContain(`http://127.0.0.1:${env['PORT']}/openapi.json`)
    expect(said).toContain('operator-key.txt')
    expect(said).not.toMatch(/cub_|whsec_|[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/)
    expect((await stat(join(env['DATA_DIR'] ?? '', 'network.json'))).mode & 0o077).toBe(0)

    const demo = await run('demo')
    expect(demo.said).toContain('The server says: collected.')
    expect(demo).toMatchObject({ code: 0 })
    await stopWholly(program)
  })

  test('starts again with what it had, and brings back what has died', async () => {
    await using program = await start()
    await untilRunning(program)
    expect(program.lastWords()).not.toContain('First start')
    const programs = await Promise.all(
      (await descendantsOf(program.pid)).map(async (pid) => ({
        pid,
        command: await commandOf(pid),
      })),
    )
    const edge = must(
      programs.find(({ command }) => command.some((word) => word.includes('apps/edge'))),
      'the locker runs',
    )
    process.kill(edge.pid, 'SIGKILL')
    await until('it says so', () => /ended by itself/.test(program.lastWords()), seconds(10))
    await untilHealthy(
      program,
      `http://127.0.0.1:${env['EDGE_KIOSK_PORT']}/kiosk/v1/state`,
      seconds(20),
    )
    expect(await run('demo')).toMatchObject({ code: 0 })
    await stopWholly(program)
  })

  test('ends in order when npm, which started it, was ended', async () => {
    const shell = startInShell()
    const isUp = () => answers(`http://127.0.0.1:${env['EDGE_KIOSK_PORT']}/kiosk/v1/state`)
    await until('the locker answers', isUp, seconds(60))
    const family = await descendantsOf(shell)
    expect(family.length).toBeGreaterThan(5)
    process.kill(shell, 'SIGKILL')
    const isQuiet = async () => (await Promise.all(family.map(isAlive))).every((alive) => !alive)
    await until('nothing of it runs any more', isQuiet, seconds(30))
  })

  test('names a busy port and the way to change it', async () => {
    const squatter = createServer().listen(Number(env['PORT']), '127.0.0.1')
    await once(squatter, 'listening')
    try {
      const { code, said } = await run('start')
      expect(code).toBe(1)
      expect(said).toContain(`port ${env['PORT']} for the API is in use`)
      expect(said).toMatch(/PORT=\d+ npm start/)
    } finally {
      squatter.close()
      await once(squatter, 'close')
    }
  })
})

describe('npm run demo', () => {
  test('brings a network of its own when none is running, and takes it away again', async () => {
    const before = await readdir(tmpdir())
    const { code, said } = await run('demo', { DATA_DIR: join(dir, 'nothing-here') })
    expect(said).toContain('The server says: collected.')
    expect(code).toBe(0)
    const left = (await readdir(tmpdir())).filter((name) => !before.includes(name))
    expect(left.filter((name) => name.startsWith('cubby-demo-'))).toEqual([])
  })
})
