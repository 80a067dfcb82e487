import type { AddressInfo } from 'node:net'
import { type Clock, type Millis, seconds } from '@cubby/kit/clock'
import type { IdSource } from '@cubby/kit/ids'
import { realClock, realIds } from '@cubby/keys/real-clock'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { startSealing } from './activity/seal-activity.ts'
import { type Config, firstSignInFileOf, keysDirOf, operatorKeyFileOf } from './config.ts'
import type { ServerContext } from './context.ts'
import { readyDatabase } from './db/ready-database.ts'
import { buildApp } from './http/app.ts'
import type { JobServer } from './jobs/jobs.ts'
import { startPgBossJobs } from './jobs/pg-boss-jobs.ts'
import { loadServerKeys } from './keys/server-keys.ts'
import { pgPokes } from './link/pokes/pg-pokes.ts'
import type { Pokes } from './link/pokes/pokes.ts'
import { linkRoutes } from './link/routes.ts'
import { serverLogger } from './logger.ts'
import { startNotifications } from './notifications/start-notifications.ts'
import { ensureOperatorKey } from './operator-key.ts'
import { readBreached } from './sign-in/breached.ts'
import { ensureFirstStaff } from './staff/first-staff.ts'
import { pgTimerPorts } from './timers/pg-timer-ports.ts'
import { startTimers } from './timers/timer-loop.ts'

/** What a test or the replay puts in place of the real thing, and what lies beside the program. */
export type ServerOverrides = {
  clock?: Clock
  ids?: IdSource
  log?: Logger
  jobs?: JobServer
  pokes?: Pokes
  /** How often reminders and expiry are looked at; a replay of months looks less often. */
  sweepEvery?: Millis
  /** The folder of the built back office; without it there is only the API. */
  screens?: string
}

export type RunningServer = AsyncDisposable & {
  url: string
  context: ServerContext
  /** Finishes the calls that are under way, then lets go of everything. */
  stop(): Promise<void>
}

/** Calls under way get this long to end when the server is asked to stop. */
const STOPS_WITHIN = seconds(10)

/**
 * The server, from nothing to listening: database, schema, keys, work for later, API and link. Killing it at any
 * moment is safe: what was answered is committed, and the next start takes up what was left.
 */
export async function startServer(
  config: Config,
  overrides: ServerOverrides = {},
): Promise<RunningServer> {
  await using undo = new AsyncDisposableStack()
  const { clock = realClock, ids = realIds } = overrides
  const log = overrides.log ?? serverLogger({ level: config.logLevel })
  const { url, database } = await readyDatabase(config, log, undo)
  const keys = loadServerKeys(keysDirOf(config))
  const pokes = overrides.pokes ?? pgPokes({ url, clock: realClock, ids, log })
  undo.defer(() => pokes.stop())
  const jobs = overrides.jobs ?? (await startPgBossJobs({ url, clock: realClock, log }))
  const context: ServerContext = {
    clock,
    ids,
    keys,
    jobs,
    pokes,
    log,
    db: database.kysely,
    webhooksMayBePrivate: config.notifications.webhooksMayBePrivate,
    ...(config.breachedPasswords === undefined
      ? {}
      : { isBreached: await readBreached(config.breachedPasswords) }),
    ...(config.provider === undefined ? {} : { provider: config.provider }),
  }
  await tellOperatorKey(context, config)
  await tellFirstSignIn(context, config)
  const notifications = startNotifications({ ...context, jobs }, config.notifications)
  undo.defer(() => notifications.stop())
  undo.defer(() => jobs.stop())
  const timers = startTimers(context, pgTimerPorts(context), overrides.sweepEvery)
  undo.defer(() => timers.stop())
  const sealing = startSealing({ ...context, clock: realClock })
  undo.defer(() => sealing.stop())
  const app = await buildApp(context, {
    checkReplies: config.checkReplies,
    ...(config.publicUrl === undefined ? {} : { publicUrl: config.publicUrl }),
    ...(overrides.screens === undefined ? {} : { screens: overrides.screens }),
    extend: async (root) => {
      await root.register(linkRoutes(context))
    },
  })
  undo.defer(() => closed(app, clock))
  await app.listen({ host: config.host, port: config.port })
  const { port } = app.server.address() as AddressInfo
  const address = `http://${hostIn(config.host)}:${port}`
  log.info({ url: address }, 'listening')
  const owned = undo.move()
  const stop = async () => {
    await owned.disposeAsync()
    log.info('stopped')
  }
  return { url: address, context, stop, [Symbol.asyncDispose]: stop }
}

async function tellOperatorKey(ctx: ServerContext, config: Config) {
  const path = operatorKeyFileOf(config)
  if (await ensureOperatorKey(ctx, path))
    ctx.log.info({ path }, "first start: the network operator's key was written to this file")
}

async function tellFirstSignIn(ctx: ServerContext, config: Config) {
  const path = firstSignInFileOf(config)
  if (await ensureFirstStaff(ctx, { email: config.adminEmail, path }))
    ctx.log.info(
      { path },
      'first start: how the first administrator signs in was written to this file',
    )
}

/** Screens and lockers keep connections open for hours; they come back by themselves. */
async function closed(app: FastifyInstance, clock: Clock) {
  const patience = new AbortController()
  const impatient = clock.sleep(STOPS_WITHIN, patience.signal).then(() => {
    if (!patience.signal.aborted) app.server.closeAllConnections()
  })
  await app.close()
  patience.abort()
  await impatient
}

const hostIn = (host: string) => (host.includes(':') ? `[${host}]` : host)
