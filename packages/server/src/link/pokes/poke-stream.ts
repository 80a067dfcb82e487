import { limits } from '@cubby/kit/limits'
import type { FastifyReply } from 'fastify'
import type { ServerContext } from '../../context.ts'
import { eventStreams } from '../../http/event-streams.ts'
import type { Device } from '../devices/device-auth.ts'

/**
 * Server-sent events that carry stream names only and mean "pull now". They end with the device's token, so that nobody
 * listens for longer than he may.
 */
export function pokeStreams(ctx: Pick<ServerContext, 'clock' | 'pokes'>) {
  const replies = eventStreams(ctx, {
    atMost: limits.pokeStreamsMax,
    whenFull: 'Too many lockers listen here; poll.',
  })
  return {
    /** Keeps this reply open and tells it of news on the streams. */
    start(reply: FastifyReply, device: Device, streams: readonly string[]) {
      replies.start(reply, device.expiresAt, (tell) =>
        ctx.pokes.listen(new Set(streams), (told) => tell('poke', { streams: told })),
      )
    },
    stop: replies.stop,
  }
}
