import { type Clock, millis } from '@cubby/kit/clock'
import type { IdSource } from '@cubby/kit/ids'
import { Client } from 'pg'
import type { Logger } from 'pino'
import { z } from 'zod'
import { localPokes } from './local-pokes.ts'
import type { Pokes } from './pokes.ts'

const CHANNEL = 'cubby_poke'
/** A notification carries at most 8,000 bytes; a stream's name has 37. */
const STREAMS_PER_NOTE_MAX = 180
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
  const { clock, log } = ctx
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

  /** Connects, listens until the connection is lost, and again. */
  const stayConnected = async () => {
    let pause = RECONNECT_FIRST
    while (!ended.signal.aborted) {
      const next = new Client({ connectionString: ctx.url, application_name: 'cubby pokes', keepAlive: true })
      const lost = new Promise<void>((resolve) => {
        next.on('error', () => resolve())
        next.on('end', () => resolve())
        ended.signal.addEventListener('abort', () => resolve(), { once: true })
      })
      next.on('notification', ({ payload }) => hear(payload))
      try {
        await next.connect()
        await next.query(`listen ${CHANNEL}`)
        client = next
        pause = RECONNECT_FIRST
        void sendSoon()
        await lost
      } catch (error) {
        log.warn({ err: error }, 'link: pokes to other servers are interrupted')
      }
      client = null
      await next.end().catch(() => {})
      await clock.sleep(pause, ended.signal)
      pause = millis(Math.min(pause * 2, RECONNECT_MAX))
    }
  }

  const sendSoon = async () => {
    if (isSending || waiting.size === 0) return
    isSending = true
    await clock.sleep(GATHERED_FOR, ended.signal)
    try {
      while (client && waiting.size > 0) {
        const streams = [...waiting].slice(0, STREAMS_PER_NOTE_MAX)
        await client.query('select pg_notify($1, $2)', [CHANNEL, JSON.stringify({ from: self, streams })])
        for (const stream of streams) waiting.delete(stream)
      }
    } catch {
      // The connection is being replaced; what waits goes out with the next one.
    } finally {
      isSending = false
    }
  }

  const running = stayConnected()
  return {
    tell(streams) {
      local.tell(streams)
      if (waiting.size > WAITING_MAX) waiting.clear()
      for (const stream of streams) waiting.add(stream)
      if (client) void sendSoon()
    },
    listen: local.listen,
    async stop() {
      ended.abort()
      await running
      await local.stop()
    },
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
