import { id, side } from '@cubby/domain/shapes'
import { AppError } from '@cubby/kit/app-error'
import type { IdSource } from '@cubby/kit/ids'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { VirtualLocker } from '../locker/virtual-hardware.ts'
import { listenOnLoopback, loopbackApp } from './loopback-app.ts'
import { serveScreens } from './screens.ts'

const hand = z.strictObject({
  do: z.enum(['close-door', 'force-door', 'put-item', 'take-item', 'jam', 'unjam']),
  cell: id('cel'),
  side,
})
type Hand = z.infer<typeof hand>

const hands: Record<
  Hand['do'],
  keyof Pick<VirtualLocker, 'closeDoor' | 'forceDoor' | 'putItem' | 'takeItem' | 'jam' | 'unjam'>
> = {
  'close-door': 'closeDoor',
  'force-door': 'forceDoor',
  'put-item': 'putItem',
  'take-item': 'takeItem',
  jam: 'jam',
  unjam: 'unjam',
}

/** Hands for a virtual locker, on loopback: `POST /bench/v1/hands` and `GET /bench/v1/doors`. */
export async function startBenchServer(options: {
  port: number
  /** Null until the machine knows its layout. */
  locker: () => VirtualLocker | null
  /** The folder of the built bench; null: an API only. */
  screens: string | null
  ids: IdSource
  log: Logger
}): Promise<AsyncDisposable & { url: string }> {
  const app = loopbackApp(options)
  const locker = () => {
    const built = options.locker()
    if (!built) throw new AppError('conflict/state', 'the machine does not know its layout yet')
    return built
  }
  app.post('/bench/v1/hands', async (request) => {
    const read = hand.safeParse(request.body)
    if (!read.success) throw new AppError('input/invalid', 'no hand can do that')
    locker()[hands[read.data.do]](read.data.cell, read.data.side)
    return {}
  })
  app.get('/bench/v1/doors', async () => ({
    doors: locker().config.doors.map(({ cell, side: at }) => ({
      cell,
      side: at,
      door: locker().doorState(cell, at),
    })),
  }))
  if (options.screens !== null) serveScreens(app, options.screens, '/bench/')
  return {
    url: await listenOnLoopback(app, options.port),
    [Symbol.asyncDispose]: () => app.close(),
  }
}
