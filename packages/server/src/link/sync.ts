import type { LockerId } from '@cubby/kit/ids'
import type { FeedPage, SyncReply, SyncRequest } from '@cubby/protocol/link/messages'
import type { AppContext } from '../context.ts'
import { followers } from './follow.ts'
import type { Ingest } from './ingest/ingest.ts'
import { lastSeen } from './last-seen.ts'
import type { HeadsSeen, Readings } from './ports.ts'

export type Sync = {
  /** One exchange: what happened goes up, what should be known comes down. */
  exchange(locker: LockerId, asked: SyncRequest): Promise<SyncReply>
  /** The streams this locker follows now. */
  followedBy(locker: LockerId): Promise<string[]>
  stop(): Promise<void>
}

/** The exchange with lockers. Where nothing is new it costs no more than reading how things stand. */
export function startSync(
  ctx: Pick<AppContext, 'clock' | 'pokes' | 'log'>,
  readings: Readings,
  ingest: Ingest,
): Sync {
  const follow = followers(ctx, readings)
  const seen = lastSeen(ctx, readings)

  const exchange = async (locker: LockerId, asked: SyncRequest): Promise<SyncReply> => {
    const { journal, entries, backlog } = asked
    seen.note(locker)
    const through =
      entries.length > 0 ? await ingest.push({ locker, journal, entries, backlog }) : null
    const followed = await follow.of(locker)
    // What a locker does not follow is not for its eyes; it learns from `follow` to forget such streams.
    const cursors = asked.cursors.filter(({ stream }) => followed.includes(stream))
    const streams = cursors.map(({ stream }) => stream)
    const stand = await readings.heads({ locker, journal, streams })
    const { receivedThrough, appliedThrough } = stand
    return {
      ...(through ?? { receivedThrough, appliedThrough, durableThrough: receivedThrough }),
      follow: followed,
      pages: await pagesFor(readings, cursors, stand),
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
  readings: Readings,
  cursors: SyncRequest['cursors'],
  stand: HeadsSeen,
): Promise<FeedPage[]> {
  return Promise.all(
    cursors.map(async (asked) => {
      const { stream, cursor } = asked
      const { epoch, head } = stand.streams.get(stream) ?? { epoch: '', head: 0 }
      const isBehind = cursor !== head || (asked.epoch ?? '') !== epoch
      return isBehind
        ? readings.pageAfter(asked)
        : { stream, epoch, head, cursor, reset: false, items: [] }
    }),
  )
}
