import type { Side } from '@cubby/domain/cells/layout'
import type { Outcome } from '@cubby/domain/kernel/intent'
import { side } from '@cubby/domain/shapes'
import { AppError } from '@cubby/kit/app-error'
import type { Clock } from '@cubby/kit/clock'
import type { IdSource } from '@cubby/kit/ids'
import {
  type KioskAsk,
  type KioskIntentName,
  kioskIntents,
  type KioskReply,
  type KioskSlip,
  kioskSlip,
} from '@cubby/protocol/kiosk/intents'
import type { KioskScan, KioskState } from '@cubby/protocol/kiosk/state'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { listenOnLoopback, loopbackApp } from './loopback-app.ts'
import { serveScreens } from './screens.ts'
import { StateStream } from './state-stream.ts'

export type KioskServerOptions = {
  /** 0 takes any free port. */
  port: number
  clock: Clock
  ids: IdSource
  /** As a screen on this side may know it; null: on any side. */
  state: (side: Side | null) => KioskState
  version: () => number
  /** Calls back after each change of the state; returns the function that stops it. */
  onChange: (listener: () => void) => () => void
  /** The folder of the built screens; null: an API only. */
  screens: string | null
  /** Origins that may show the screens in a frame; nobody, when missing. */
  framedBy?: readonly string[]
  perform: <K extends KioskIntentName>(name: K, ask: KioskAsk<K>) => Promise<Outcome>
  /** Prints a slip; rejects with `printer/unavailable`, or `conflict/state` when there is nothing to print for. */
  printSlip?: (slip: KioskSlip) => Promise<void>
  log: Logger
}

export type KioskServer = AsyncDisposable & {
  url: string
  /** Hands what a reader has read to the screens that listen. It is never logged: it may be a code. */
  scanned(scan: KioskScan): void
}

/** Starts the API that the screens of this machine use. Nobody outside the machine can reach it. */
export async function startKioskServer(options: KioskServerOptions): Promise<KioskServer> {
  const app = loopbackApp(options)
  const stream = new StateStream(options)
  addRoutes(app, options, stream)
  const { framedBy = [] } = options
  if (options.screens !== null) serveScreens(app, options.screens, { prefix: '/', framedBy })
  return {
    url: await listenOnLoopback(app, options.port),
    scanned: (scan) => stream.scanned(scan),
    [Symbol.asyncDispose]: async () => {
      stream[Symbol.dispose]()
      await app.close()
    },
  }
}

function addRoutes(app: FastifyInstance, options: KioskServerOptions, stream: StateStream) {
  app.get<{ Querystring: { side?: unknown } }>('/kiosk/v1/state', async (request, reply) => {
    void reply.header('cache-control', 'no-store')
    return options.state(sideIn(request.query.side))
  })
  app.get('/kiosk/v1/stream', (_request, reply) => {
    reply.hijack()
    stream.add(reply.raw)
  })
  app.post('/kiosk/v1/slips', async (request, reply) => {
    const read = kioskSlip.safeParse(request.body)
    if (!read.success) throw new AppError('input/invalid', 'a slip is for a session, in a language')
    if (!options.printSlip) throw new AppError('printer/unavailable', 'there is no printer')
    await options.printSlip(read.data)
    return reply.code(204).send()
  })
  app.post<{ Params: { name: string } }>(
    '/kiosk/v1/intents/:name',
    async (request): Promise<KioskReply> => {
      const { name } = request.params
      if (!isIntentName(name)) throw new AppError('input/unknown-route', 'nobody can ask that here')
      return { outcome: await options.perform(name, request.body as KioskAsk<typeof name>) }
    },
  )
}

function sideIn(named: unknown): Side | null {
  if (named === undefined) return null
  const read = side.safeParse(named)
  if (!read.success) throw new AppError('input/invalid', 'a side is front or back')
  return read.data
}

const isIntentName = (name: string): name is KioskIntentName => Object.hasOwn(kioskIntents, name)
