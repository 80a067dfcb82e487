import { later, minutes } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import type { Changed, Topic } from '@cubby/protocol/changes'
import type { FastifyReply } from 'fastify'
import type { ServerContext } from '../context.ts'
import { eventStreams } from '../http/event-streams.ts'
import { followHearing } from './follow-hearing.ts'
import type { Hearing } from './hearing.ts'

/** Browsers come back by themselves: so a session or key that has ended hears nothing for longer than this. */
const LASTS_FOR = minutes(15)

type Needs = Pick<ServerContext, 'clock' | 'log' | 'pokes'>

/** Server-sent events that name what has changed, for screens that look again. */
export function changeStreams(ctx: Needs) {
  const replies = eventStreams(ctx, {
    atMost: limits.changeListenersMax,
    whenFull: 'too many screens listen here; look again now and then',
  })
  return {
    /** Keeps this reply open and tells it which topics have changed. `anew` reckons what it hears once more. */
    start(reply: FastifyReply, hearing: Hearing, anew: () => Promise<Hearing>) {
      replies.start(reply, later(ctx.clock.now(), LASTS_FOR), (tell, ended) =>
        followHearing(ctx, {
          hearing,
          anew,
          ended,
          heard: gatherer(ctx, ended, (told) => tell('changed', told)),
        }),
      )
    },
    stop: replies.stop,
  }
}

/** Many changes in a moment are one: the first is told at once, the rest together a little later. */
function gatherer({ clock }: Needs, signal: AbortSignal, tell: (told: Changed) => void) {
  const waiting = new Set<Topic>()
  let isResting = false
  const flush = () => {
    const topics = [...waiting]
    waiting.clear()
    tell({ topics })
    isResting = true
    void clock.sleep(limits.changesGatheredFor, signal).then(() => {
      isResting = false
      if (waiting.size > 0 && !signal.aborted) flush()
    })
  }
  return (topics: readonly Topic[]) => {
    for (const topic of topics) waiting.add(topic)
    if (!isResting && waiting.size > 0) flush()
  }
}
