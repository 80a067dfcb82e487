import type { Instant } from '@cubby/kit/clock'
import { topicsIn } from '../changes/topics.ts'
import type { AppContext } from '../context.ts'
import type { FeedChange } from '../feed/feed-types.ts'
import type { Difference } from './difference.ts'
import type { Store, StoreTransaction } from './store.ts'

/** What a decision does its work with: everything in one transaction, the feed last. */
export type Work = {
  tx: StoreTransaction
  now: Instant
  /** What lockers should learn; written as the last thing of the transaction, poked after the commit. */
  feed: FeedChange[]
  /** Streams to poke besides those that were written: screens that look again. */
  alsoTell: string[]
  /** Set when jobs were queued: workers look at once after the commit. */
  wakesJobs: boolean
}

/** Saves a difference, and keeps its feed changes for the end. */
export async function keep(work: Work, difference: Difference): Promise<void> {
  const { hasJobs } = await work.tx.save(difference, work.now)
  work.feed.push(...difference.feed)
  work.alsoTell.push(...topicsIn(difference))
  if (hasJobs) work.wakesJobs = true
}

/** Does something in one transaction; lockers and workers are told after the commit. */
export async function doWork<T>(
  ctx: Pick<AppContext, 'clock' | 'pokes' | 'jobs'>,
  store: Store,
  work: (work: Work) => Promise<T>,
): Promise<T> {
  const done = await store.transact(async (tx) => {
    const begun: Work = { tx, now: ctx.clock.now(), feed: [], alsoTell: [], wakesJobs: false }
    const answer = await work(begun)
    const written = await tx.writeFeed(begun.feed, begun.now)
    const streams = [...new Set([...written, ...begun.alsoTell])]
    return { answer, streams, wakesJobs: begun.wakesJobs }
  })
  if (done.streams.length > 0) ctx.pokes.tell(done.streams)
  if (done.wakesJobs) ctx.jobs.kick()
  return done.answer
}
