import { AppError } from '@cubby/kit/app-error'
import type { Clock } from '@cubby/kit/clock'
import type { IdSource } from '@cubby/kit/ids'
import { benchHand } from '@cubby/protocol/bench/hands'
import type { Logger } from 'pino'
import { benchState } from '../bench/bench-state.ts'
import { BenchStream } from '../bench/bench-stream.ts'
import type { VirtualMachine } from '../bench/virtual-machine.ts'
import { listenOnLoopback, loopbackApp } from './loopback-app.ts'
import { serveScreens } from './screens.ts'

/** Hands and eyes for a virtual locker, on loopback: `/bench/v1/state`, `stream`, `hands`, `doors`; and the bench itself. */
export async function startBenchServer(options: {
  port: number
  machine: VirtualMachine
  /** The screen of this machine, shown beside it. */
  kioskUrl: string | null
  /** The folder of the built bench; null: an API only. */
  screens: string | null
  clock: Clock
  ids: IdSource
  log: Logger
}): Promise<AsyncDisposable & { url: string }> {
  const { machine, kioskUrl } = options
  const app = loopbackApp(options)
  const stream = new BenchStream(options)
  app.get('/bench/v1/state', async (_request, reply) => {
    void reply.header('cache-control', 'no-store')
    return benchState(machine, kioskUrl)
  })
  app.get('/bench/v1/stream', (_request, reply) => {
    reply.hijack()
    stream.add(reply.raw)
  })
  app.post('/bench/v1/hands', async (request) => {
    const read = benchHand.safeParse(request.body)
    if (!read.success) throw new AppError('input/invalid', 'no hand can do that')
    machine.do(read.data)
    return {}
  })
  app.get('/bench/v1/doors', async () => ({
    doors: machine.locker().config.doors.map(({ cell, side }) => ({
      cell,
      side,
      door: machine.locker().doorState(cell, side),
    })),
  }))
  if (options.screens !== null) {
    const frames = kioskUrl === null ? [] : [kioskUrl]
    serveScreens(app, options.screens, { prefix: '/bench/', frames })
  }
  return {
    url: await listenOnLoopback(app, options.port),
    [Symbol.asyncDispose]: async () => {
      stream[Symbol.dispose]()
      await app.close()
    },
  }
}
