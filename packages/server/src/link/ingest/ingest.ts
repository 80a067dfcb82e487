import { AppError } from '@cubby/kit/app-error'
import { type Millis, millis } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import type { AppContext } from '../../context.ts'
import { applyEnv } from '../../store/draft.ts'
import { type GroupOptions, ingestGroup, type PushOutcome, type Through } from './group.ts'
import { GroupSize } from './group-size.ts'
import { IngestLanes, type Waiting } from './lanes.ts'
import { IngestPace } from './pace.ts'
import { type CheckedPush, checkPush, type Push } from './prefix.ts'
import type { Store } from '../../store/store.ts'

export type Ingest = {
  /** Takes in what a locker pushed; resolves when it is durable. Throws an `AppError` when it is refused. */
  push(push: Push): Promise<Through>
  /** How long a locker with this backlog should wait before it pushes again. */
  patienceMs(backlog: number): number
  /** Refuses a request of this size that could only be a backlog, before anybody has read it. */
  needRoomFor(bytes: number): void
  /** Resolves when nothing is queued or running. */
  idle(): Promise<void>
}

type Needs = Pick<AppContext, 'clock' | 'ids' | 'keys' | 'jobs' | 'pokes' | 'log'>

/**
 * Takes pushes in groups: what arrives while a transaction runs is applied together in the next one. Several
 * transactions run at a time, never two for one locker.
 */
export function startIngest(ctx: Needs, store: Store): Ingest {
  const lanes = new IngestLanes()
  const idlers: (() => void)[] = []
  const pace = new IngestPace(ctx.clock.monotonic())
  const size = new GroupSize()
  let running = 0
  let backlogsRunning = 0

  const push = async (told: Push) => {
    // Before the hashes are reckoned: refusing must cost less than taking.
    if (!lanes.hasRoomFor(told)) throw tooMany(told.entries.length + told.backlog)
    const checked = checkPush(told)
    return new Promise<Through>((resolve, reject) => {
      lanes.add({ push: checked, resolve, reject })
      pump()
    })
  }

  const pump = () => {
    while (running < limits.ingestGroupsMax) {
      const fresh = lanes.nextFresh()
      if (fresh.length > 0) {
        void takeIn(fresh)
        continue
      }
      // Two places are kept for fresh news: somebody stands there and waits. But one backlog always goes on.
      const mayTakeBacklogs = backlogsRunning === 0 || running < limits.ingestGroupsMax - 2
      const backlogs = mayTakeBacklogs ? lanes.nextBacklogs(size.entries) : []
      if (backlogs.length === 0) break
      backlogsRunning++
      void takeIn(backlogs, (entries, time) => {
        backlogsRunning--
        size.took(entries, time)
      })
    }
    if (running === 0 && lanes.isEmpty) for (const resolve of idlers.splice(0)) resolve()
  }

  const takeIn = async (group: Waiting[], ended?: (entries: number, time: Millis) => void) => {
    running++
    const from = ctx.clock.monotonic()
    try {
      await runGroup(ctx, store, group)
    } finally {
      const now = ctx.clock.monotonic()
      running--
      lanes.done(group)
      ended?.(entriesOf(group), millis(now - from))
      pace.worked(entriesOf(group), now, lanes.isEmpty)
      pump()
    }
  }

  const idle = () =>
    running === 0 && lanes.isEmpty
      ? Promise.resolve()
      : new Promise<void>((resolve) => idlers.push(resolve))
  const needRoomFor = (bytes: number) => {
    if (bytes > limits.ingestFreshBytesMax && lanes.share >= 0.49)
      throw tooMany(Math.ceil(bytes / BYTES_PER_ENTRY))
  }

  const tooMany = (entries: number) => {
    const retryAfterMs = pace.book(entries, ctx.clock.monotonic(), lanes.entries)
    const extra = { retryAfterMs }
    return new AppError('server/busy', 'Too many entries are waiting to be applied.', { extra })
  }
  return { push, patienceMs: (backlog) => patience(lanes.share, backlog), needRoomFor, idle }
}

/** About the time that a queue so full takes, so that whoever waits comes back when there is room. */
const patience = (share: number, backlog: number) =>
  share < 0.25 ? 0 : Math.round(share * (backlog > 0 ? 8_000 : 2_000))

const entriesOf = (group: readonly Waiting[]) =>
  group.reduce((sum, { push }) => sum + push.entries.length, 0)

/** About; of a push that nobody has read. */
const BYTES_PER_ENTRY = 450

async function runGroup(ctx: Needs, store: Store, group: readonly Waiting[]) {
  try {
    const pushes = group.map(({ push }) => push)
    const outcomes = await transact(ctx, store, pushes)
    group.forEach((waiting, i) => deliver(waiting, outcomes[i]))
  } catch (error) {
    if (store.isPassing(error)) {
      const told = { err: error, pushes: group.length }
      ctx.log.warn(told, 'link: entries could not be kept just now')
      for (const waiting of group) waiting.reject(notNow(error))
      return
    }
    ctx.log.error({ err: error, pushes: group.length }, 'link: a group failed and is taken apart')
    for (const waiting of group) await runAlone(ctx, store, waiting)
  }
}

const notNow = (cause: unknown) =>
  new AppError('server/busy', 'The entries could not be kept just now.', { cause })

/** The poison is in one of these pushes; the others must not suffer. */
async function runAlone(ctx: Needs, store: Store, waiting: Waiting) {
  try {
    deliver(waiting, await takeApart(ctx, store, waiting.push))
  } catch (error) {
    waiting.reject(store.isPassing(error) ? notNow(error) : error)
  }
}

function deliver(waiting: Waiting, outcome: PushOutcome | undefined) {
  if (outcome?.ok) waiting.resolve(outcome.through)
  else waiting.reject(outcome?.error)
}

/** One transaction for all of these, and after its commit whatever must be told at once. */
async function transact(
  ctx: Needs,
  store: Store,
  pushes: readonly CheckedPush[],
  options?: GroupOptions,
): Promise<PushOutcome[]> {
  const env = applyEnv(ctx, ctx.clock.now())
  const done = await store.transact((tx) => ingestGroup(tx, pushes, env, options))
  if (done.streams.length > 0) ctx.pokes.tell(done.streams)
  if (done.hasJobs) ctx.jobs.kick()
  return done.outcomes
}

/**
 * Halves a push that fails until the entry is found that the database will not take: that one is kept and set
 * aside with an alarm, and the rest applies.
 */
async function takeApart(
  ctx: Needs,
  store: Store,
  push: CheckedPush,
): Promise<PushOutcome | undefined> {
  try {
    return (await transact(ctx, store, [push]))[0]
  } catch (error) {
    if (store.isPassing(error) || error instanceof AppError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    if (push.entries.length === 1)
      return (await transact(ctx, store, [push], { setAside: reason }))[0]
  }
  const middle = Math.ceil(push.entries.length / 2)
  const first = await takeApart(ctx, store, part(push, 0, middle))
  return first?.ok ? takeApart(ctx, store, part(push, middle, push.entries.length)) : first
}

const part = (push: CheckedPush, from: number, to: number): CheckedPush => ({
  ...push,
  entries: push.entries.slice(from, to),
  texts: push.texts.slice(from, to),
  first: push.first + from,
  last: push.first + to - 1,
})
