import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { type AddressInfo, createServer, type Socket } from 'node:net'

export type Served = AsyncDisposable & { port: number }

/** A TCP service on loopback that hands over each connection; 0 takes any free port. */
export async function serveTcp(port: number, onSocket: (socket: Socket) => void): Promise<Served> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.setNoDelay(true)
    socket.on('error', () => {}) // a driver that was killed resets its connection; that is what this is for
    socket.once('close', () => sockets.delete(socket))
    onSocket(socket)
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

/** Aborts when the connection, or whoever waits for an answer on it, is gone. */
export function goneSignal(stream: Socket | ServerResponse): AbortSignal {
  const gone = new AbortController()
  stream.once('close', () => gone.abort())
  if (stream.destroyed) gone.abort()
  return gone.signal
}
