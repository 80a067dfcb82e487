import { AppError } from '@cubby/kit/app-error'
import { between, millis } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import type { FastifyReply } from 'fastify'
import type { ServerContext } from '../../context.ts'
import type { Device } from '../devices/device-auth.ts'

/** A listener that does not read has gone; what waits for it is not worth keeping. */
const UNREAD_BYTES_MAX = 64 * 1024

/**
 * Server-sent events that carry stream names only and mean "pull now". A heartbeat tells both sides that the
 * connection lives; it ends with the device's token, so that nobody listens for longer than he may.
 */
export function pokeStreams(ctx: Pick<ServerContext, 'clock' | 'pokes'>) {
  const open = new Set<AbortController>()

  const beat = async (reply: FastifyReply, device: Device, ended: AbortController) => {
    const { raw } = reply
    while (!ended.signal.aborted) {
      const left = between(ctx.clock.now(), device.expiresAt)
      if (left <= 0 || raw.writableLength > UNREAD_BYTES_MAX) break
      await ctx.clock.sleep(millis(Math.min(limits.pokeHeartbeat, left)), ended.signal)
      if (!ended.signal.aborted) raw.write(': here\n\n')
    }
    ended.abort()
    raw.end()
  }

  return {
    /** Keeps this reply open and tells it of news on the streams. */
    start(reply: FastifyReply, device: Device, streams: readonly string[]) {
      if (open.size >= limits.pokeStreamsMax)
        throw new AppError('server/busy', 'Too many lockers listen here; poll.')
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
      const deafen = ctx.pokes.listen(new Set(streams), (told) => {
        if (raw.writableLength <= UNREAD_BYTES_MAX)
          raw.write(`event: poke\ndata: ${JSON.stringify({ streams: told })}\n\n`)
      })
      ended.signal.addEventListener('abort', () => {
        deafen()
        open.delete(ended)
      })
      raw.on('close', () => ended.abort())
      raw.on('error', () => ended.abort())
      void beat(reply, device, ended)
    },
    /** Ends all streams; the lockers come back to another server. */
    stop() {
      for (const ended of open) ended.abort()
    },
  }
}
