import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { AppError } from '@cubby/kit/app-error'

/** Hears the pokes of one locker. */
export type PokeEar = Disposable & {
  /** Resolves with the next poke that names the stream. */
  next(stream: string): Promise<void>
}

/** Opens the stream of pokes as the device with these headers; resolves when the server listens. */
export async function pokeEar(
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<PokeEar> {
  const sent = request(new URL('/link/v1/poke', url), {
    headers: { ...headers, accept: 'text/event-stream' },
    agent: false,
  })
  sent.end()
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  if (answer.statusCode !== 200)
    throw new AppError('server/internal', `no pokes: answered ${answer.statusCode}`)
  const waiting = new Set<{ stream: string; heard: () => void }>()
  answer.setEncoding('utf8')
  answer.on('error', () => {}) // it is cut off when the measurement is over
  let rest = ''
  answer.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines)
      for (const each of waiting)
        if (line.startsWith('data:') && line.includes(JSON.stringify(each.stream))) each.heard()
  })
  return {
    async next(stream) {
      const { promise, resolve } = Promise.withResolvers<void>()
      const wait = { stream, heard: resolve }
      waiting.add(wait)
      await promise
      waiting.delete(wait)
    },
    [Symbol.dispose]: () => void sent.destroy(),
  }
}
