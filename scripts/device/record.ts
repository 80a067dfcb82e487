import { hexOf } from '@cubby/drivers/hex'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { socketLine } from '@cubby/drivers/lines/tcp-line'
import type { Line } from '@cubby/drivers/lines/line'
import { type TraceEntry, traceLine } from '@cubby/drivers/tools/trace'
import { AppError } from '@cubby/kit/app-error'
import type { Asked, Bench } from './asked.ts'
import { boardsOf, openPort, speedOf } from './ports.ts'

/** Keeps what passes in a file until it is stopped. */
export async function record(asked: Asked, { clock, signal, say }: Bench): Promise<void> {
  if (!asked.to) throw new AppError('input/invalid', 'name the file with --to')
  const baudRate = speedOf(asked, asked.model ? boardsOf(asked.model) : [])
  await using line = await openPort(asked, baudRate, clock)
  const file = createWriteStream(asked.to, { flags: 'wx' })
  await once(file, 'open')
  const begun = clock.monotonic()
  file.write(traceLine({ trace: 1, line: line.name, baudRate }))
  let count = 0
  const keep = (from: TraceEntry['from']) => (bytes: Uint8Array) => {
    file.write(traceLine({ at: Math.round(clock.monotonic() - begun), from, hex: hexOf(bytes) }))
    count++
  }
  try {
    if (asked.listen === undefined) {
      line.onData(keep('wire'))
      say(`recording what passes on ${line.name}; Ctrl-C ends`)
      if (!signal.aborted) await once(signal, 'abort')
    } else await between(line, asked.listen, keep, { signal, say })
  } finally {
    file.end()
    await once(file, 'finish')
    say(`${count} entries`)
  }
}

/** Stands between a locker and its adapter, so that the file knows who said what. */
async function between(
  line: Line,
  listen: string,
  keep: (from: TraceEntry['from']) => (bytes: Uint8Array) => void,
  { signal, say }: Pick<Bench, 'signal' | 'say'>,
) {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    const locker = socketLine(socket)
    const fromDriver = keep('driver')
    const fromBoards = keep('boards')
    locker.onData((bytes) => {
      fromDriver(bytes)
      line.write(bytes).catch((error: Error) => say(error.message))
    })
    const stop = line.onData((bytes) => {
      fromBoards(bytes)
      locker.write(bytes).catch(() => {})
    })
    locker.onClose(stop)
  })
  server.listen(Number(listen), '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  say(
    `wire the locker to tcp 127.0.0.1:${typeof address === 'object' ? address?.port : ''}; Ctrl-C ends`,
  )
  if (!signal.aborted) await once(signal, 'abort')
  server.close()
  for (const socket of sockets) socket.destroy()
}
