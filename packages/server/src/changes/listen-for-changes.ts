import type { Topic } from '@cubby/protocol/changes'
import { listenForChanges } from '@cubby/protocol/operations/changes/listen-for-changes'
import { streamRoute } from '../http/route.ts'
import { changeStreams } from './change-streams.ts'
import { hearingOf } from './hearing.ts'

export const listenForChangesRoute = streamRoute(listenForChanges, (ctx) => {
  const streams = changeStreams(ctx)
  return {
    answer: async ({ query, caller }, reply) => {
      const hearing = () => hearingOf(ctx, caller, query.topics as Topic[])
      streams.start(reply, await hearing(), hearing)
    },
    stop: () => streams.stop(),
  }
})
