import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { realClock } from '@cubby/keys/real-clock'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { processesOf } from './embedded/postmaster.ts'
import { type Embedded, startEmbedded } from './embedded.ts'

let dir: string
let running: Embedded | null
// Mode 0700 and, when the tests run as root, closed to the user that PostgreSQL runs as.
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'cubby-embedded-'))
  running = null
})
afterEach(async () => {
  await running?.stop({ evenIfShared: true })
  await rm(dir, { recursive: true, force: true })
})

async function start(): Promise<Embedded> {
  running = await startEmbedded({ dir, clock: realClock, log: { info() {}, warn() {} } })
  return running
}

async function ask(url: string, statement: string) {
  const client = new Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

/** A server process that starts the database, writes a row, and lives until it is killed. */
async function startInChild(): Promise<{ child: ChildProcess; pid: number; url: string }> {
  const code = `
    import { realClock } from '@cubby/keys/real-clock'
    import { startEmbedded } from '@cubby/server/db/embedded'
    const log = { info() {}, warn() {} }
    const { pid, url } = await startEmbedded({ dir: process.argv[1], clock: realClock, log })
    process.stdout.write(JSON.stringify({ pid, url }))
    setInterval(() => {}, 1_000)`
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', code, dir], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [said] = await once(child.stdout as NodeJS.ReadableStream, 'data')
  return { child, ...JSON.parse(String(said)) }
}

describe('the built-in database', () => {
  test('starts in an empty folder, durable, on loopback, with its password in a file for us alone', async () => {
    const { url } = await start()
    const settings = await ask(
      url,
      `select name, setting from pg_settings
       where name in ('fsync', 'synchronous_commit', 'listen_addresses', 'TimeZone') order by name`,
    )
    expect(settings.map((row) => row.setting)).toEqual(['UTC', 'on', '127.0.0.1', 'on'])
    expect(await ask(url, 'select usesuper from pg_user where usename = current_user')).toEqual([
      { usesuper: false },
    ])
    expect((await stat(join(dir, 'pg.password'))).mode & 0o777).toBe(0o600)
    const wrong = new URL(url)
    wrong.password = 'guess'
    await expect(ask(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' })
  })

  test('keeps its data and its port over a stop and a start', async () => {
    const first = await start()
    await ask(first.url, 'create table kept as select 7 as n')
    expect(await first.stop()).toBe(true)
    expect(await processesOf(join(dir, 'pg'))).toEqual([])
    const second = await start()
    expect(second.url).toBe(first.url)
    expect(await ask(second.url, 'select n from kept')).toEqual([{ n: 7 }])
  })

  test('outlives a killed server and is found by the next one', async () => {
    const { child, pid, url } = await startInChild()
    await ask(url, 'create table kept as select 7 as n')
    child.kill('SIGKILL')
    await once(child, 'exit')
    const next = await start()
    expect(next).toMatchObject({ pid, url, isAdopted: true })
    expect(await ask(next.url, 'select n from kept')).toEqual([{ n: 7 }])
    expect(await next.stop()).toBe(true)
    expect(await processesOf(join(dir, 'pg'))).toEqual([])
  })

  test('recovers when it is killed itself, together with the server', async () => {
    const { child, pid, url } = await startInChild()
    await ask(url, 'create table kept as select 7 as n')
    child.kill('SIGKILL')
    process.kill(pid, 'SIGKILL')
    const next = await start()
    expect(next.isAdopted).toBe(false)
    expect(await ask(next.url, 'select n from kept')).toEqual([{ n: 7 }])
  })

  test('is shared by servers that start at the same time, and left to the one that stays', async () => {
    const [here, there] = await Promise.all([start(), startInChild()])
    expect(there.pid).toBe(here.pid)
    const client = new Client({ connectionString: there.url })
    await client.connect()
    expect(await here.stop()).toBe(false)
    expect((await client.query('select 1 as n')).rows).toEqual([{ n: 1 }])
    await client.end()
    there.child.kill('SIGKILL')
    expect(await here.stop()).toBe(true)
  })

  test('starts although its pid file names a stranger, as after a restart of the machine', async () => {
    const first = await start()
    const path = join(dir, 'pg', 'postmaster.pid')
    const left = await readFile(path, 'utf8')
    await first.stop()
    await writeFile(path, left.replace(/^\d+/, String(process.pid)))
    const second = await start()
    expect(second.isAdopted).toBe(false)
    expect(await ask(second.url, 'select 1 as n')).toEqual([{ n: 1 }])
  })

  test('says so when the running one does not take our password', async () => {
    const first = await start()
    await writeFile(join(dir, 'pg.password'), 'other\n')
    await expect(start()).rejects.toMatchObject({ code: 'database/unavailable' })
    running = first
    await writeFile(join(dir, 'pg.password'), new URL(first.url).password)
  })
})
