import type { TransportReply } from '@cubby/edge/sync/transport'
import { AppError } from '@cubby/kit/app-error'
import { type Millis, millis } from '@cubby/kit/clock'
import type { IdSource, OrganizationId } from '@cubby/kit/ids'
import type { Prng } from '@cubby/kit/prng'
import type { VirtualClock } from '@cubby/kit/virtual-clock'
import { isOfficeStream } from '@cubby/server/changes/topics'
import { problemOf } from '@cubby/server/http/problems'
import type { ServerKeys } from '@cubby/server/keys/server-keys'
import { type LinkCalls, linkCalls } from '@cubby/server/link/link-calls'
import { type Ingest, startIngest } from '@cubby/server/link/ingest/ingest'
import type { Push } from '@cubby/server/link/ingest/prefix'
import { localPokes } from '@cubby/server/link/pokes/local-pokes'
import type { Pokes } from '@cubby/server/link/pokes/pokes'
import { messageSender } from '@cubby/server/notifications/send-message'
import { startTimers } from '@cubby/server/timers/timer-loop'
import type { Logger } from 'pino'
import { compactInto } from '../store/memory-feed.ts'
import { letLeavingGoIn } from '../store/memory-leaving.ts'
import { outboxOf, type SimMessage } from '../store/memory-outbox.ts'
import { devicesOf, readingsOf } from '../store/memory-ports.ts'
import { type MemoryStore, PassingFailure } from '../store/memory-store.ts'
import { ApiCalls, type CallContext } from './api-calls.ts'
import { Alarm } from '@cubby/edge/alarm'
import { Cancel } from '@cubby/kit/cancel'
import type { Gateway } from './gateway.ts'
import { Life, LifeClock } from './life.ts'
import type { ServerEnd } from './sim-link.ts'
import type { Story } from './story.ts'

const JOBS_AT_ONCE = 10

export type ServerOptions = {
  name: string
  clock: VirtualClock
  chance: Prng
  ids: IdSource
  keys: ServerKeys
  store: MemoryStore
  gateway: Gateway
  shop: OrganizationId
  carrier: OrganizationId
  story: Story
  log: Logger
  newEpoch: () => string
  /** Chance that a commit fails, or that its success is not heard of. */
  failAtCommit: () => number
  /** Asked while a message is on its way to the gateway: true when the process dies just then. */
  diesWhileTelling: () => boolean
  /** How often due times are looked at. */
  sweepEvery: Millis
  /** Tells the other processes of news; they may hear or not. */
  tellOthers: (from: ServerProcess, streams: readonly string[]) => void
}

type Running = { life: Life; calls: LinkCalls; mule: Ingest; api: ApiCalls; pokes: Pokes }

/** One process of the server on the store that all of them share. Killing it loses what it had not committed. */
export class ServerProcess implements ServerEnd {
  readonly options: ServerOptions
  version = '1.0.0'
  #running: Running | null = null

  constructor(options: ServerOptions) {
    this.options = options
  }

  get name(): string {
    return this.options.name
  }

  get isUp(): boolean {
    return this.#running !== null
  }

  start() {
    if (this.#running) return
    const { name, clock, keys, ids, store, chance, story, log } = this.options
    const life = new Life(name)
    const wall = { offsetMs: chance.int(-1_500, 1_500), driftPpm: 0 }
    const own = new LifeClock(clock, life, wall)
    const link = store.connect(
      {
        takesTime: () => own.sleep(millis(chance.int(0, 8))),
        atCommit: (moment) => this.#mayFail(moment),
        newEpoch: this.options.newEpoch,
      },
      () => life.isOver,
    )
    const local = localPokes()
    const pokes: Pokes = {
      ...local,
      tell: (told) => {
        // No screens listen here.
        const streams = told.filter((stream) => !isOfficeStream(stream))
        if (streams.length === 0) return
        local.tell(streams)
        this.options.tellOthers(this, streams)
      },
    }
    const bell = new Alarm(own, new Cancel())
    const drawCode = (digits: number) =>
      String(chance.int(0, 10 ** digits - 1)).padStart(digits, '0')
    const ctx: CallContext = {
      clock: own,
      ids,
      keys,
      pokes,
      log,
      drawCode,
      jobs: { kick: () => bell.ring() },
    }
    const ports = { store: link, readings: readingsOf(store, own), devices: devicesOf(store) }
    const calls = linkCalls(ctx, ports)
    const { shop, carrier } = this.options
    const api = new ApiCalls({ ctx, store: link, tables: store.tables, shop, carrier })
    this.#running = { life, calls, mule: startIngest(ctx, link), api, pokes: local }
    story.tell(name, 'starts')
    void this.#sends(ctx, life, bell)
    // Never stopped in order: whoever is killed just ends.
    const forgetOld = () => store.change(() => compactInto(store.tables))
    const letLeavingGo = () => store.change(() => letLeavingGoIn(store.tables))
    const timers = { store: link, outbox: outboxOf(store), forgetOld, letLeavingGo }
    startTimers(ctx, timers, this.options.sweepEvery)
  }

  kill() {
    if (!this.#running) return
    this.options.story.tell(this.name, 'is killed')
    this.#running.life.end()
    this.#running = null
    this.options.store.dropped()
  }

  /** The API as this process serves it; null while it is down. */
  get api(): ApiCalls | null {
    return this.#running?.api ?? null
  }

  /** Ends whoever waits for an answer of this process when it dies. */
  answers<T>(work: (running: Running) => Promise<T>): Promise<T> {
    const running = this.#running
    if (!running) return Promise.reject(new PassingFailure('the server is down'))
    return new Promise((resolve, reject) => {
      running.life.onEnd(() => reject(new PassingFailure('the server went down')))
      work(running).then(resolve, reject)
    })
  }

  /** Another process has news. */
  hear(streams: readonly string[]) {
    this.#running?.pokes.tell(streams)
  }

  post(path: string, body: unknown, token: string | null): Promise<TransportReply> {
    return this.answers(async ({ calls }) => {
      try {
        return { status: 200, body: await answerTo(calls, path, body, authorization(token)) }
      } catch (error) {
        return refusal(error, this.options.log)
      }
    })
  }

  /** Entries that somebody carried here: the same journal by another way. */
  takesFromPhone(push: Push): Promise<unknown> {
    return this.answers(({ mule }) => mule.push(push))
  }

  listen(token: string | null, heard: (streams: readonly string[]) => void) {
    return this.answers(async ({ calls, pokes, life }) => {
      const streams = await calls.streamsOf(await calls.deviceOf(authorization(token)))
      const stop = pokes.listen(new Set(streams), heard)
      const closed = new Promise<void>((resolve) => life.onEnd(resolve))
      return { closed, close: stop }
    })
  }

  #mayFail(moment: 'before' | 'after') {
    const { chance, failAtCommit } = this.options
    if (chance.chance(failAtCommit() / 2)) throw new PassingFailure(`cut off ${moment} the commit`)
  }

  async #diesAndComesBack() {
    const { clock, chance } = this.options
    await clock.sleep(millis(chance.int(1, 1_500)))
    this.kill()
    await clock.sleep(millis(chance.int(1_000, 60_000)))
    this.start()
  }

  /** Works off the outbox: what is due now, then waits for the next due time or for the bell. */
  async #sends(ctx: CallContext, life: Life, bell: Alarm) {
    const { store, gateway, sweepEvery } = this.options
    const { jobs } = store.tables
    const send = (message: SimMessage) => {
      if (this.options.diesWhileTelling()) void this.#diesAndComesBack()
      return life.hears(gateway.take(message))
    }
    const channels = { email: send, sms: send, webhook: send }
    const handle = messageSender(ctx, outboxOf(store), channels)
    while (!life.isOver) {
      const now = ctx.clock.now()
      const taken = await store.change(() => {
        const due = [...jobs.values()].filter(({ dueAt }) => dueAt <= now).slice(0, JOBS_AT_ONCE)
        for (const { message } of due) jobs.delete(message)
        return due
      })
      if (taken.length === 0) {
        const next = Math.min(...[...jobs.values()].map(({ dueAt }) => dueAt))
        await bell.wait(millis(Math.min(Math.max(next - now, 100), sweepEvery * 4)))
      } else await Promise.allSettled(handle(taken.map(({ message }) => ({ message }))))
    }
  }
}

const authorization = (token: string | null) => (token === null ? undefined : `Bearer ${token}`)

async function answerTo(
  calls: LinkCalls,
  path: string,
  body: unknown,
  authorized: string | undefined,
): Promise<unknown> {
  switch (path) {
    case '/link/v1/enrol':
      return calls.enrol(body)
    case '/link/v1/challenge':
      return calls.challenge(body)
    case '/link/v1/token':
      return calls.token(body)
    case '/link/v1/sync':
      return calls.sync(await calls.deviceOf(authorized), body)
    default:
      throw new AppError('input/unknown-route', path)
  }
}

/** A refusal as it crosses the wire. A fault of ours is logged, and fails the day. */
function refusal(error: unknown, log: Logger): TransportReply {
  const told =
    error instanceof PassingFailure
      ? new AppError('server/busy', 'The store does not answer just now.')
      : error
  if (!(told instanceof AppError)) log.error({ err: told }, 'an exchange failed')
  const body = problemOf(told, 'simulated')
  return { status: body.status, body }
}
