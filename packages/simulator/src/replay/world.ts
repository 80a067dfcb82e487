import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Layout } from '@cubby/domain/cells/layout'
import { realClock, realIds } from '@cubby/keys/real-clock'
import { days, hours, type Instant, minutes } from '@cubby/kit/clock'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import { startServer, type RunningServer } from '@cubby/server/start-server'
import { type ApiClient, apiClient } from '@cubby/testing/network/api-client'
import { establishLocker, type Firms, settleFirms } from '@cubby/testing/network/firms'
import { endDatabase, operatorKey } from '@cubby/testing/network/server-service'
import { pino } from 'pino'
import type { ReplayOptions } from './options.ts'
import { outagesOf } from './orders.ts'
import { Phones } from './phones.ts'
import { Quiet } from './quiet.ts'
import { openStreetLocker, type StreetLocker } from './street.ts'

/** A server on a real PostgreSQL, machines on emulated boards, everybody's phones, and one clock for all of them. */
export type World = AsyncDisposable & {
  clock: VirtualClock
  quiet: Quiet
  server: RunningServer
  operator: ApiClient
  firms: Firms
  phones: Phones
  lockers: StreetLocker[]
}

/** Builds the network an hour before the first day begins. */
export async function openWorld(options: ReplayOptions, layout: Layout): Promise<World> {
  await using undo = new AsyncDisposableStack()
  const dir = await mkdtemp(join(tmpdir(), 'cubby-replay-'))
  undo.defer(() => rm(dir, { recursive: true, force: true }))
  const quiet = new Quiet()
  const clock = new VirtualClock((options.from - hours(1)) as Instant, quiet.settle)
  const phones = undo.use(new Phones())
  const server = await serverFor(dir, clock, await phones.open())
  undo.defer(async () => {
    await server.stop()
    await endDatabase(dir)
  })
  quiet.also(() => server.context.jobs.idle())
  const operator = tracked(apiClient({ url: server.url, key: await operatorKey(dir) }), quiet)
  const firms = await settleFirms(operator)
  const world: World = {
    clock,
    quiet,
    server,
    operator,
    phones,
    lockers: [],
    firms: {
      ...firms,
      shop: {
        ...firms.shop,
        api: tracked(firms.shop.api, quiet),
      },
    },
    [Symbol.asyncDispose]: async () => undefined,
  }
  for (let i = 0; i < options.lockers; i++)
    world.lockers.push(await addLocker(world, options, layout, dir, i))
  undo.defer(async () => {
    await clock.runUntil(Promise.all(world.lockers.map((locker) => locker.edge.stop())))
  })
  await clock.advance(minutes(10))
  const owned = undo.move()
  return { ...world, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

const serverFor = (dir: string, clock: VirtualClock, smsUrl: string) =>
  startServer(
    {
      port: 0,
      host: '127.0.0.1',
      dataDir: dir,
      database: { kind: 'embedded', dir },
      databaseConnections: 10,
      adminEmail: 'admin@cubby.localhost',
      checkReplies: false,
      notifications: {
        smtp: null,
        sms: { url: smsUrl, token: 'replay' },
        webhooksMayBePrivate: true,
      },
      logLevel: 'error',
    },
    // The replay sweeps by itself, where it can wait for the end of a sweep before time moves on.
    { clock, sweepEvery: days(400) },
  )

/** The same client, with every call counted as work under way. */
const tracked = (api: ApiClient, quiet: Quiet): ApiClient => ({
  url: api.url,
  call: (operation, asked) => quiet.track(api.call(operation, asked)),
})

async function addLocker(
  { clock, quiet, server, operator, firms }: World,
  options: ReplayOptions,
  layout: Layout,
  dir: string,
  i: number,
): Promise<StreetLocker> {
  const name = `Locker ${i + 1}`
  const drawn = {
    modules: layout.modules.map((each) => ({
      ...each,
      cells: each.cells.map(({ id: _id, ...cell }) => cell),
    })),
  }
  const { locker, enrolmentCode } = await establishLocker(operator, name, drawn)
  const streams = new Set(['network', `locker:${locker.id}`, `org:${firms.carrier}`])
  return clock.runUntil(
    openStreetLocker({
      name,
      locker: locker.id,
      layout: locker.layout,
      dir: join(dir, locker.id),
      enrolmentCode,
      clock,
      quiet,
      serverUrl: server.url,
      pokes: server.context.pokes,
      streams,
      ids: realIds,
      outages: outagesOf(i, options),
      mixedBoards: options.mixedBoards,
      log: pino({ level: 'silent' }),
    }),
  )
}

/** Seconds of real time since `start`. */
export const realSeconds = (start: number) => Math.round(realClock.monotonic() - start) / 1_000
export const realStart = () => realClock.monotonic() as number
