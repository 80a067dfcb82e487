import { createServer } from 'node:net'
import { AppError } from '@cubby/kit/app-error'
import type { Settings } from './settings.ts'

/** Throws `config/invalid` that names the first port somebody else listens on, and how to choose another. */
export async function mustBeFree(settings: Settings): Promise<void> {
  const { apiPort, kioskPort, benchPort, host } = settings
  for (const [name, what, port, at] of [
    ['PORT', 'the API', apiPort, host],
    ['EDGE_KIOSK_PORT', 'the screens of the locker', kioskPort, '127.0.0.1'],
    ['EDGE_BENCH_PORT', 'the hands at its doors', benchPort, '127.0.0.1'],
  ] as const) {
    if (await isFree(port, at)) continue
    throw new AppError(
      'config/invalid',
      `port ${port} for ${what} is in use; is Cubby running already? Another one: ${name}=${port + 1_000} npm start`,
    )
  }
}

function isFree(port: number, host: string): Promise<boolean> {
  const probe = createServer()
  return new Promise((done) => {
    probe.once('error', () => done(false))
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => done(true)))
  })
}
