import type { LockerId } from '@cubby/kit/ids'
import type { FeedPage, SyncReply, SyncRequest } from '@cubby/protocol/link/messages'
import type { ServerContext } from '../context.ts'
import { followers } from './follow.ts'
import { type HeadsSeen, headsReader } from './reading/heads.ts'
import type { Ingest } from './ingest.ts'
import { lastSeen } from './last-seen.ts'
import { type PageReader, pageReader } from './reading/page-reader.ts'

export type Sync = {
  /** One exchange: what happened goes up, what should be known comes down. */
  exchange(locker: LockerId, asked: SyncRequest): Promise<SyncReply>
  /** The streams this locker follows now. */
  followedBy(locker: LockerId): Promise<string[]>
  stop(): Promise<void>
}

/** The exchange with lockers. Where nothing is new, all of them together cost one statement at a time. */
export function startSync(
  ctx: Pick<ServerContext, 'db' | 'clock' | 'pokes' | 'log'>,
  ingest: Ingest,
): Sync {
  const heads = headsReader(ctx.db)
  const pageAfter = pageReader(ctx.db)
  const follow = followers(ctx)
  const seen = lastSeen(ctx)

  const exchange = async (locker: LockerId, asked: SyncRequest): Promise<SyncReply> => {
    const { journal, entries, backlog } = asked
    seen.note(locker)
    const through =
      entries.length > 0 ? await ingest.push({ locker, journal, entries, backlog }) : null
    const followed = await follow.of(locker)
    // What a locker does not follow is not for its eyes; it learns from `follow` to forget such streams.
    const cursors = asked.cursors.filter(({ stream }) => followed.includes(stream))
    const streams = cursors.map(({ stream }) => stream)
    const stand = await heads({ locker, journal, streams })
    const { receivedThrough, appliedThrough } = stand
    return {
      ...(through ?? { receivedThrough, appliedThrough, durableThrough: receivedThrough }),
      follow: followed,
      pages: await pagesFor(pageAfter, cursors, stand),
      retryAfterMs: ingest.patienceMs(backlog),
      serverTime: ctx.clock.now(),
    }
  }

  return {
    exchange,
    followedBy: (locker) => follow.of(locker),
    async stop() {
      follow.stop()
      await seen.stop()
    },
  }
}

/** A page for each cursor, in the order asked; only those that are behind cost a look at the items. */
async function pagesFor(
  pageAfter: PageReader,
  cursors: SyncRequest['cursors'],
  stand: HeadsSeen,
): Promise<FeedPage[]> {
  return Promise.all(
    cursors.map(async (asked) => {
      const { stream, cursor } = asked
      const { epoch, head } = stand.streams.get(stream) ?? { epoch: '', head: 0 }
      const isBehind = cursor !== head || (asked.epoch ?? '') !== epoch
      return isBehind ? pageAfter(asked) : { stream, epoch, head, cursor, reset: false, items: [] }
    }),
  )
}
