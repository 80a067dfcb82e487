import type { Topic } from '@cubby/protocol/changes'
import { listenForChanges } from '@cubby/protocol/operations/changes/listen-for-changes'
import { streamRoute } from '../http/route.ts'
import { changeStreams } from './change-streams.ts'

export const listenForChangesRoute = streamRoute(listenForChanges, (ctx) => {
  const streams = changeStreams(ctx)
  return {
    answer: ({ query }, reply) => streams.start(reply, query.topics as Topic[]),
    stop: () => streams.stop(),
  }
})
