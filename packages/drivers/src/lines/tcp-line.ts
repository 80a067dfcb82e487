import { once } from 'node:events'
import { connect as connectTcp, type Socket } from 'node:net'
import type { Clock } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import type { DataListener, Line } from './line.ts'
import { type Connection, type ConnectionEvents, ReopeningLine } from './reopening-line.ts'

export type TcpAddress = { host: string; port: number }

/** A line through an RS-485 adapter on the network that passes bytes through as they are. */
export function tcpLine(address: TcpAddress, deps: { clock: Clock }): ReopeningLine {
  const name = `${address.host}:${address.port}`
  return new ReopeningLine({
    name,
    clock: deps.clock,
    connect: (events) => open(address, events, deps.clock),
  })
}

async function open(
  address: TcpAddress,
  events: ConnectionEvents,
  clock: Clock,
): Promise<Connection> {
  const socket = connectTcp({
    ...address,
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: 10_000,
  })
  const enough = new AbortController()
  // An adapter that is switched off swallows the first packet; the system would wait for minutes.
  void clock.sleep(limits.boardReplyTimeout, enough.signal).then(() => {
    if (!enough.signal.aborted) socket.destroy(new Error(`${address.host} does not answer`))
  })
  try {
    await once(socket, 'connect')
  } finally {
    enough.abort()
  }
  return wire(socket, events)
}

/** Passes a socket's events on; every way for it to end comes out as one `onClose`. */
function wire(socket: Socket, events: ConnectionEvents): Connection {
  socket.on('data', events.onData)
  socket.on('error', () => {}) // 'close' follows, and says all that matters
  socket.once('close', events.onClose)
  if (socket.destroyed) events.onClose()
  return { write: (bytes) => writeTo(socket, bytes), close: () => void socket.destroy() }
}

/** A socket that somebody else opened (a server's side of a connection) as a line; it never reopens. */
export function socketLine(socket: Socket): Line {
  socket.setNoDelay(true)
  socket.on('error', () => {})
  return {
    name: `${socket.remoteAddress}:${socket.remotePort}`,
    write: (bytes) => writeTo(socket, bytes),
    onData: (listener: DataListener) => {
      socket.on('data', listener)
      return () => void socket.off('data', listener)
    },
    onClose: (listener) => {
      socket.once('close', listener)
      return () => void socket.off('close', listener)
    },
    [Symbol.asyncDispose]: async () => void socket.destroy(),
  }
}

function writeTo(socket: Socket, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) =>
    socket.write(bytes, (error) => (error ? reject(error) : resolve())),
  )
}
