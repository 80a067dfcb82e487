import type { EntryBody } from '@cubby/domain/journal/entries'
import { AppError } from '@cubby/kit/app-error'
import type { Clock, Instant } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import {
  LINK_VERSION,
  type SyncReply,
  type SyncRequest,
  syncReply,
} from '@cubby/protocol/link/messages'
import type { ClockKeeper } from '../clock-keeper.ts'
import type { Feed } from '../feed/feed.ts'
import type { Journal } from '../store/journal.ts'
import { type LinkSession, understood } from './link-session.ts'

export type SyncRoundOptions = {
  journal: Journal
  feed: Feed
  session: LinkSession
  clock: Clock
  keeper: ClockKeeper
  record: (bodies: readonly EntryBody[]) => void
  /** The feed may hold a new layout, or commands that nobody has answered yet. */
  applied: () => Promise<void>
}

export type RoundOutcome = {
  /** Nothing is left to do on either side. */
  isSettled: boolean
  /** Something is left, and this exchange brought it no nearer. */
  isStalled: boolean
  /** How long the server wants to be left alone. */
  retryAfterMs: number
}

/** One exchange with the server: what happened goes up, what should be known comes down. */
export class SyncRound {
  readonly #options: SyncRoundOptions

  constructor(options: SyncRoundOptions) {
    this.#options = options
  }

  /** Pushes the next entries and applies what comes back. Throws what the link or the server refuses. */
  async run(signal: AbortSignal): Promise<RoundOutcome> {
    const { session, feed, clock, journal } = this.#options
    feed.follow(feed.cursors().map(({ stream }) => stream))
    const before = this.#progress()
    const lastSeq = journal.lastSeq
    const askedAt = clock.monotonic()
    const reply = understood(
      syncReply,
      await session.post('/link/v1/sync', this.#request(), signal),
    )
    this.#hearTime(reply.serverTime as Instant, askedAt)
    this.#acknowledge(reply)
    const isComplete = this.#applyFeed(reply)
    await this.#options.applied()
    const isSettled = isComplete && journal.lastSeq <= journal.acknowledged.receivedThrough
    const isStalled = !isSettled && before === this.#progress() && lastSeq === journal.lastSeq
    return { isSettled, isStalled, retryAfterMs: reply.retryAfterMs }
  }

  #request(): SyncRequest {
    const { journal, feed } = this.#options
    const { receivedThrough } = journal.acknowledged
    const entries = journal.after(receivedThrough, limits.entriesPerPushMax)
    return {
      version: LINK_VERSION,
      journal: journal.id,
      entries,
      cursors: feed.cursors(),
      backlog: Math.max(0, journal.lastSeq - receivedThrough - entries.length),
    }
  }

  #hearTime(serverTime: Instant, askedAt: ReturnType<Clock['monotonic']>) {
    const told = this.#options.keeper.hear(serverTime, askedAt)
    if (told) this.#options.record([told])
  }

  /** The server may know less than before: it was restored from a backup, and gets the rest again. */
  #acknowledge({ receivedThrough, durableThrough }: SyncReply) {
    const { journal } = this.#options
    if (receivedThrough > journal.lastSeq)
      throw new AppError(
        'link/fork',
        'the server has entries under this name that this disk has not',
      )
    journal.acknowledge({ receivedThrough, durableThrough })
  }

  /** True when every stream this locker follows is as the server has it. */
  #applyFeed({ follow, pages }: SyncReply): boolean {
    const { feed, keeper } = this.#options
    let isComplete = feed.follow(follow) === 0
    for (const page of pages) if (feed.apply(page) === 'more') isComplete = false
    // A stream that was never answered is not known to be empty (invariant 8).
    if (feed.cursors().some(({ epoch }) => epoch === null)) isComplete = false
    if (isComplete) feed.noteComplete(keeper.now())
    return isComplete
  }

  #progress(): string {
    const { journal, feed } = this.#options
    return JSON.stringify([journal.acknowledged.receivedThrough, feed.cursors()])
  }
}
