import { createServer } from 'node:net'

/** Below the ports that operating systems give to outgoing connections: one of those could sit there later. */
const FIRST = 15_000
const LAST = 31_999
const TRIES_MAX = 200

/** A port that nobody listens on now. A program that is killed and started again keeps it as its address. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST + 1))
    if (await isFree(port)) return port
  }
  throw new Error('there is no free port')
}

function isFree(port: number): Promise<boolean> {
  const probe = createServer()
  return new Promise((resolve) => {
    probe.once('error', () => resolve(false))
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () =>
      probe.close(() => resolve(true)),
    )
  })
}
