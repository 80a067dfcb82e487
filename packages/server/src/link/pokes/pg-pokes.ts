import { type Clock, millis } from '@cubby/kit/clock'
import type { IdSource } from '@cubby/kit/ids'
import { Client } from 'pg'
import type { Logger } from 'pino'
import { z } from 'zod'
import { localPokes } from './local-pokes.ts'
import type { Pokes } from './pokes.ts'

const CHANNEL = 'cubby_poke'
/** A notification carries at most 8,000 bytes; the longest name of a stream has 70, and three more around it. */
const STREAMS_PER_NOTE_MAX = 100
/** Many transactions a second make one note: NOTIFY is a global lock, and a poke may be this late. */
const GATHERED_FOR = millis(50)
const RECONNECT_FIRST = millis(250)
const RECONNECT_MAX = millis(10_000)
/** Past this many waiting streams the database is away, and lockers poll. */
const WAITING_MAX = 100_000

const note = z.object({ from: z.string(), streams: z.array(z.string()) })

/**
 * Pokes that reach the lockers of all server processes. On a connection of its own and outside any business
 * transaction, where NOTIFY would cost 40 % of the throughput. While the connection is away, only this process's
 * own lockers hear; the others poll.
 */
export function pgPokes(ctx: { url: string; clock: Clock; ids: IdSource; log: Logger }): Pokes {
  const { clock } = ctx
  const local = localPokes()
  const self = ctx.ids.mint('bot')
  const ended = new AbortController()
  const waiting = new Set<string>()
  let client: Client | null = null
  let isSending = false

  const hear = (payload: string | undefined) => {
    const read = note.safeParse(parsed(payload ?? ''))
    if (read.success && read.data.from !== self) local.tell(read.data.streams)
  }

  const sendSoon = async () => {
    if (isSending || waiting.size === 0) return
    isSending = true
    await clock.sleep(GATHERED_FOR, ended.signal)
    try {
      while (client && waiting.size > 0) {
        const streams = [...waiting].slice(0, STREAMS_PER_NOTE_MAX)
        await client.query('select pg_notify($1, $2)', [
          CHANNEL,
          JSON.stringify({ from: self, streams }),
        ])
        for (const stream of streams) waiting.delete(stream)
      }
    } catch {
      // The connection is being replaced; what waits goes out with the next one.
    } finally {
      isSending = false
    }
  }

  const running = stayConnected({
    ...ctx,
    ended: ended.signal,
    hear,
    connected(now) {
      client = now
      if (now) void sendSoon()
    },
  })
  return {
    tell(streams) {
      local.tell(streams)
      if (waiting.size > WAITING_MAX) waiting.clear()
      for (const stream of streams) waiting.add(stream)
      if (client) void sendSoon()
    },
    listen: (streams, heard) => local.listen(streams, heard),
    async stop() {
      ended.abort()
      await running
      await local.stop()
    },
  }
}

type Connection = {
  url: string
  clock: Clock
  log: Logger
  ended: AbortSignal
  hear(payload: string | undefined): void
  /** Called with the connection when it listens, and with null when it is lost. */
  connected(client: Client | null): void
}

/** Connects, listens until the connection is lost, and again, until told to end. */
async function stayConnected(connection: Connection) {
  const { url, clock, log, ended } = connection
  let pause = RECONNECT_FIRST
  while (!ended.aborted) {
    const client = new Client({
      connectionString: url,
      application_name: 'cubby pokes',
      keepAlive: true,
    })
    const lost = new Promise<void>((resolve) => {
      client.on('error', () => resolve())
      client.on('end', () => resolve())
      ended.addEventListener('abort', () => resolve(), { once: true })
    })
    client.on('notification', ({ payload }) => connection.hear(payload))
    try {
      await client.connect()
      await client.query(`listen ${CHANNEL}`)
      pause = RECONNECT_FIRST
      connection.connected(client)
      await lost
    } catch (error) {
      log.warn({ err: error }, 'link: pokes to other servers are interrupted')
    }
    connection.connected(null)
    await client.end().catch(() => {})
    await clock.sleep(pause, ended)
    pause = millis(Math.min(pause * 2, RECONNECT_MAX))
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
