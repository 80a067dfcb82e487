import { uuidOf } from '@cubby/kit/ids'
import type { Topic } from '@cubby/protocol/changes'
import { listenForChanges } from '@cubby/protocol/operations/changes/listen-for-changes'
import { type Caller, reachesLocker } from '../http/caller.ts'
import { streamRoute } from '../http/route.ts'
import { changeStreams } from './change-streams.ts'

export const listenForChangesRoute = streamRoute(listenForChanges, (ctx) => {
  const streams = changeStreams(ctx)
  return {
    answer: ({ query, caller }, reply) => {
      const topics = (query.topics as Topic[]).filter((topic) => mayHear(caller, topic))
      return streams.start(reply, topics)
    },
    stop: () => streams.stop(),
  }
})

/** Of lockers out of reach nothing is told, not even that something has happened. */
function mayHear(caller: Caller, topic: Topic): boolean {
  const [, locker] = /^locker:(.+)$/.exec(topic) ?? []
  return locker === undefined || reachesLocker(caller, uuidOf(locker))
}
