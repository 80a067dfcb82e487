import { AppError } from '@cubby/kit/app-error'
import { between, later, millis, minutes } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import type { Changed, Topic } from '@cubby/protocol/changes'
import type { FastifyReply } from 'fastify'
import type { ServerContext } from '../context.ts'
import { officeStream, topicOf } from './topics.ts'

/** A listener that does not read has gone; what waits for it is not worth keeping. */
const UNREAD_BYTES_MAX = 64 * 1024
/** Browsers come back by themselves: so a session or key that has ended hears nothing for longer than this. */
const LASTS_FOR = minutes(15)

type Needs = Pick<ServerContext, 'clock' | 'pokes'>

/** Server-sent events that name what has changed, for screens that look again. */
export function changeStreams(ctx: Needs) {
  const open = new Set<AbortController>()
  return {
    /** Keeps this reply open and tells it of changes of these topics. */
    start(reply: FastifyReply, topics: readonly Topic[]) {
      if (open.size >= limits.changeListenersMax)
        throw new AppError('server/busy', 'too many screens listen here; look again now and then')
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
      const listener = gatherer(ctx, ended.signal, (told) => {
        if (raw.writableLength <= UNREAD_BYTES_MAX)
          raw.write(`event: changed\ndata: ${JSON.stringify(told)}\n\n`)
      })
      const deafen = ctx.pokes.listen(new Set(topics.map(officeStream)), listener)
      ended.signal.addEventListener('abort', () => {
        deafen()
        open.delete(ended)
      })
      raw.on('close', () => ended.abort())
      raw.on('error', () => ended.abort())
      void beat(ctx, reply, ended)
    },
    /** Ends all streams; the screens come back to another server. */
    stop() {
      for (const ended of open) ended.abort()
    },
  }
}

/** Many changes in a moment are one: the first is told at once, the rest together a little later. */
function gatherer({ clock }: Needs, signal: AbortSignal, tell: (told: Changed) => void) {
  const waiting = new Set<string>()
  let isResting = false
  const flush = () => {
    const topics = [...waiting].map(topicOf)
    waiting.clear()
    tell({ topics })
    isResting = true
    void clock.sleep(limits.changesGatheredFor, signal).then(() => {
      isResting = false
      if (waiting.size > 0 && !signal.aborted) flush()
    })
  }
  return (streams: readonly string[]) => {
    for (const stream of streams) waiting.add(stream)
    if (!isResting && waiting.size > 0) flush()
  }
}

async function beat({ clock }: Needs, { raw }: FastifyReply, ended: AbortController) {
  const end = later(clock.now(), LASTS_FOR)
  while (!ended.signal.aborted) {
    const left = between(clock.now(), end)
    if (left <= 0 || raw.writableLength > UNREAD_BYTES_MAX) break
    await clock.sleep(millis(Math.min(limits.pokeHeartbeat, left)), ended.signal)
    if (!ended.signal.aborted) raw.write(': here\n\n')
  }
  ended.abort()
  raw.end()
}
