import { AppError } from '@cubby/kit/app-error'
import { between, type Instant, millis } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import type { FastifyReply } from 'fastify'
import type { ServerContext } from '../context.ts'

/** A listener that does not read has gone; what waits for it is not worth keeping. */
const UNREAD_BYTES_MAX = 64 * 1024

/** Writes one event; while nobody reads it is left out. */
export type TellEvent = (event: string, data: object) => void

/** Starts listening for news to tell; answers how to stop. */
type Listen = (tell: TellEvent, ended: AbortSignal) => () => void

/**
 * Replies that stay open as server-sent events, up to so many at a time. A heartbeat tells both sides that the connection
 * lives; each ends at its own moment, and all at `stop`.
 */
export function eventStreams(
  { clock }: Pick<ServerContext, 'clock'>,
  { atMost, whenFull }: { atMost: number; whenFull: string },
) {
  const open = new Set<AbortController>()

  const beat = async ({ raw }: FastifyReply, until: Instant, ended: AbortController) => {
    while (!ended.signal.aborted) {
      const left = between(clock.now(), until)
      if (left <= 0 || raw.writableLength > UNREAD_BYTES_MAX) break
      await clock.sleep(millis(Math.min(limits.pokeHeartbeat, left)), ended.signal)
      if (!ended.signal.aborted) raw.write(': here\n\n')
    }
    ended.abort()
    raw.end()
  }

  return {
    /** Keeps this reply open until then. Throws `server/busy` when there are too many. */
    start(reply: FastifyReply, until: Instant, listen: Listen) {
      if (open.size >= atMost) throw new AppError('server/busy', whenFull)
      const ended = new AbortController()
      open.add(ended)
      reply.hijack()
      const { raw } = reply
      raw.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      })
      raw.write(': here\n\n')
      const deafen = listen((event, data) => {
        if (raw.writableLength <= UNREAD_BYTES_MAX)
          raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
      }, ended.signal)
      ended.signal.addEventListener('abort', () => {
        deafen()
        open.delete(ended)
      })
      raw.on('close', () => ended.abort())
      raw.on('error', () => ended.abort())
      void beat(reply, until, ended)
    },
    /** Ends all streams; whoever listens comes back to another server. */
    stop: () => {
      for (const ended of open) ended.abort()
    },
  }
}
