import { spawn } from 'node:child_process'
import { mkdir, open, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { AppError } from '@cubby/kit/app-error'
import { type Clock, millis, seconds } from '@cubby/kit/clock'
import { Client } from 'pg'
import { type Binaries, preparedBinaries } from './embedded/binaries.ts'
import { ADMIN, type Cluster, ensureCluster, identityOf, placeOf } from './embedded/cluster.ts'
import { choosePort, rememberPort } from './embedded/port.ts'
import {
  isPostgresOf,
  livePostmaster,
  processesOf,
  readPidFile,
  removeStalePidFile,
} from './embedded/postmaster.ts'
import { type RunAs, unprivilegedUser } from './embedded/run-as.ts'
import { settings } from './embedded/settings.ts'
import { mustBeFinished } from './embedded/unfinished.ts'

/**
 * The zero-configuration database: a real PostgreSQL from an npm package, its files under `dir/pg`.
 *
 * It is a process of its own and outlives ours, so `kill -9` of the server costs nothing: the next
 * start finds it by its pid file, proves that it is really it, and uses it. Several servers may share it.
 */
export type Embedded = {
  /** Connects as the owner of the database `cubby`, who is no superuser. Carries the password. */
  url: string
  pid: number
  /** True when it was running already: left over from a crash, or shared with another server. */
  isAdopted: boolean
  /**
   * Ends it, whether started or adopted; close your own connections first. While somebody else
   * is connected it is left running (answer: false), unless `evenIfShared`.
   */
  stop(options?: { evenIfShared?: boolean }): Promise<boolean>
}

export type EmbeddedOptions = {
  dir: string
  log: { info(message: string): void; warn(message: string): void }
  clock: Clock
  /** Over our own settings; tests that need no durability switch fsync off here. */
  settings?: Record<string, string>
  /** Also a database whose restore has not been finished: for whoever is finishing it. */
  evenIfUnfinished?: boolean
}

/** Recovery after a crash replays at most `max_wal_size`; slow disks get this long for it. */
const STARTS_WITHIN = seconds(120)
const STOPS_WITHIN = seconds(60)
const LOOK_EVERY = millis(20)
/** A port may be taken between looking and binding, and another server may be starting the same one. */
const LAUNCHES_MAX = 5

type Ground = EmbeddedOptions & Cluster & { runAs: RunAs; binaries: Binaries }

/** Starts the built-in database of this folder, or joins the one that is running there. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const dir = resolve(options.dir)
  await mkdir(dir, { recursive: true })
  if (options.evenIfUnfinished !== true) await mustBeFinished(dir)
  const runAs = await unprivilegedUser(join(dir, 'pg'))
  const binaries = await preparedBinaries(runAs, dir)
  const cluster = await ensureCluster(dir, binaries, runAs)
  const ground: Ground = { ...options, ...cluster, dir, runAs, binaries }
  const deadline = options.clock.monotonic() + STARTS_WITHIN

  for (let launches = 0; options.clock.monotonic() < deadline;) {
    const running = await livePostmaster(cluster.pgData)
    if (running) {
      if (await answers(ground, running.pid)) return embedded(ground, running.pid, launches === 0)
    } else if (launches++ < LAUNCHES_MAX) {
      const pid = await launch(ground)
      if (pid && (await answers(ground, pid))) return embedded(ground, pid, false)
    } else break
    await options.clock.sleep(LOOK_EVERY)
  }
  throw new AppError('database/unavailable', await whyNot(ground))
}

/** Spawns a postmaster that does not end with us. Answers its pid, or null when it would not run. */
async function launch(ground: Ground): Promise<number | null> {
  await untilQuiet(ground)
  if (await removeStalePidFile(ground.pgData)) ground.log.warn('removed a stale postmaster.pid')
  const port = await choosePort(ground.dir)
  const place = placeOf(ground.pgData, ground.runAs)
  const flags = Object.entries({ ...settings, ...ground.settings, port: String(port) })
  const startLog = await open(startLogOf(ground), 'w', 0o600)
  try {
    const child = spawn(
      ground.binaries.postgres,
      ['-D', place.name, ...flags.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      {
        ...identityOf(ground.runAs),
        cwd: place.cwd,
        // Its own session: Ctrl-C on the terminal is for the server, which then stops it in order.
        detached: true,
        stdio: ['ignore', startLog.fd, startLog.fd],
      },
    )
    child.unref()
    return await new Promise((done) => {
      child.once('spawn', () => done(child.pid ?? null))
      child.once('error', (error) => {
        ground.log.warn(`postgres could not be run: ${error.message}`)
        done(null)
      })
    })
  } finally {
    await startLog.close()
  }
}

/** Waits until that postmaster takes our password; false when it ended, or was never ours. */
async function answers(ground: Ground, pid: number): Promise<boolean> {
  const deadline = ground.clock.monotonic() + STARTS_WITHIN
  while (ground.clock.monotonic() < deadline) {
    const file = await readPidFile(ground.pgData)
    if (!(await isPostgresOf(pid, ground.pgData))) return false
    if (file?.pid === pid && file.status === 'ready') {
      if (await greeted(ground, file.port)) return true
    }
    await ground.clock.sleep(LOOK_EVERY)
  }
  return false
}

/** False when it went away while we were talking to it; a wrong password is for people to see. */
async function greeted(ground: Ground, port: number): Promise<boolean> {
  try {
    await asAdmin(ground, port, (client) => ensureOwner(client, ground.password))
    return true
  } catch (error) {
    if (error instanceof AppError) throw error
    ground.log.warn(`database not reachable yet: ${String(error)}`)
    return false
  }
}

async function embedded(ground: Ground, pid: number, isAdopted: boolean): Promise<Embedded> {
  const port = (await readPidFile(ground.pgData))?.port ?? 0
  await rememberPort(ground.dir, port)
  ground.log.info(`database ${isAdopted ? 'found running' : 'started'}: pid ${pid}, port ${port}`)
  return {
    url: `postgres://cubby:${ground.password}@127.0.0.1:${port}/cubby`,
    pid,
    isAdopted,
    stop: (options) => stop(ground, pid, options?.evenIfShared ?? false),
  }
}

async function stop(ground: Ground, pid: number, evenIfShared: boolean): Promise<boolean> {
  const file = await livePostmaster(ground.pgData)
  if (file?.pid !== pid) return true
  if (!evenIfShared && (await asAdmin(ground, file.port, (client) => isShared(ground, client)))) {
    ground.log.info(`database left running: another program uses it (pid ${pid})`)
    return false
  }
  // SIGINT is PostgreSQL's "fast": roll back, write a checkpoint, end.
  process.kill(pid, 'SIGINT')
  const deadline = ground.clock.monotonic() + STOPS_WITHIN
  while (await isPostgresOf(pid, ground.pgData)) {
    if (ground.clock.monotonic() > deadline)
      throw new AppError('database/unavailable', `the database (pid ${pid}) does not stop`)
    await ground.clock.sleep(LOOK_EVERY)
  }
  return true
}

/** Connections that we closed a moment ago take a moment to go; those of others stay. */
async function isShared(ground: Ground, client: Client): Promise<boolean> {
  for (let looks = 0; looks < 50; looks++) {
    const { rows } = await client.query(
      `select 1 from pg_stat_activity
       where backend_type = 'client backend' and pid <> pg_backend_pid() limit 1`,
    )
    if (rows.length === 0) return false
    await ground.clock.sleep(LOOK_EVERY)
  }
  return true
}

async function asAdmin<T>(ground: Ground, port: number, work: (client: Client) => Promise<T>) {
  const { password } = ground
  const client = new Client({
    host: '127.0.0.1',
    port,
    user: ADMIN,
    password,
    database: 'postgres',
  })
  // It may end between two statements; the next one says so.
  client.on('error', () => {})
  try {
    await client.connect()
    return await work(client)
  } catch (cause) {
    const why = 'the database of this folder runs, but does not take the password in pg.password'
    if ((cause as { code?: string }).code !== '28P01') throw cause
    throw new AppError('database/unavailable', `${why} (port ${port})`, { cause })
  } finally {
    await client.end()
  }
}

/** The role and the database that the server works with. Two servers may start at once. */
async function ensureOwner(client: Client, password: string) {
  await client.query('select pg_advisory_lock(7031947)')
  const role = await client.query(`select 1 from pg_roles where rolname = 'cubby'`)
  if (role.rows.length === 0) {
    const secret = client.escapeLiteral(password)
    await client.query(`create role cubby login createdb password ${secret}`)
  }
  const database = await client.query(`select 1 from pg_database where datname = 'cubby'`)
  if (database.rows.length === 0) await client.query('create database cubby owner cubby')
}

/** After `kill -9` of a postmaster its children end by themselves; until then nobody may start. */
async function untilQuiet(ground: Ground) {
  const deadline = ground.clock.monotonic() + STOPS_WITHIN
  for (;;) {
    const pids = await processesOf(ground.pgData)
    // Somebody else's start, or a postmaster that came up meanwhile: the caller looks again.
    if (pids.length === 0 || (await livePostmaster(ground.pgData))) return
    if (ground.clock.monotonic() > deadline)
      throw new AppError(
        'database/unavailable',
        `${ground.pgData} is held by pid ${pids.join(', ')}`,
      )
    await ground.clock.sleep(LOOK_EVERY)
  }
}

async function whyNot(ground: Ground): Promise<string> {
  const said = await readFile(startLogOf(ground), 'utf8').catch(() => '')
  return `the database would not start; see ${join(ground.pgData, 'log')}. ${said.slice(-500)}`
}

const startLogOf = (ground: Ground) => join(ground.dir, 'pg.start.log')
