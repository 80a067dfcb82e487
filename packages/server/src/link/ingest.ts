import { AppError } from '@cubby/kit/app-error'
import type { LockerId } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import type { ServerContext } from '../context.ts'
import { type GroupOptions, ingestGroup, type PushOutcome, type Through } from './ingest-group.ts'
import { type CheckedPush, checkPush, type Push } from './prefix.ts'
import type { LinkStore } from './store.ts'

export type Ingest = {
  /** Takes in what a locker pushed; resolves when it is durable. Throws an `AppError` when it is refused. */
  push(push: Push): Promise<Through>
  /** How long a locker with this backlog should wait before it pushes again. */
  patienceMs(backlog: number): number
  /** Resolves when nothing is queued or running. */
  idle(): Promise<void>
}

type Waiting = { push: CheckedPush; resolve(through: Through): void; reject(error: unknown): void }

type Needs = Pick<ServerContext, 'clock' | 'ids' | 'keys' | 'jobs' | 'pokes' | 'log'>

/**
 * Takes pushes in groups: what arrives while a transaction runs is applied together in the next one. Several
 * transactions run at a time, never two for one locker. Fresh news goes before old backlogs, and every group has
 * room for one backlog, so that neither starves.
 */
export function startIngest(ctx: Needs, store: LinkStore): Ingest {
  const fresh: Waiting[] = []
  const backlogs: Waiting[] = []
  const busy = new Set<LockerId>()
  const idlers: (() => void)[] = []
  let queuedEntries = 0
  let running = 0

  const push = (told: Push) => {
    const checked = checkPush(told)
    const isFresh = told.backlog === 0
    const room = isFresh ? limits.ingestQueuedEntriesMax : limits.ingestQueuedEntriesMax / 2
    if (queuedEntries + told.entries.length > room) {
      const extra = { retryAfterMs: patienceMs(told.backlog) }
      throw new AppError('server/busy', 'Too many entries are waiting to be applied.', { extra })
    }
    return new Promise<Through>((resolve, reject) => {
      queuedEntries += told.entries.length
      const lane = isFresh ? fresh : backlogs
      lane.push({ push: checked, resolve, reject })
      pump()
    })
  }

  /** About the time that the queue takes, so that whoever waits comes back when there is room. */
  const patienceMs = (backlog: number) => {
    const share = queuedEntries / limits.ingestQueuedEntriesMax
    return share < 0.25 ? 0 : Math.round(share * (backlog > 0 ? 8_000 : 2_000))
  }

  function pump() {
    while (running < limits.ingestGroupsMax) {
      const group = nextGroup()
      if (group.length === 0) break
      running++
      void runGroup(group).finally(() => {
        running--
        for (const { push: done } of group) busy.delete(done.locker)
        pump()
      })
    }
    if (running === 0 && queuedEntries === 0) for (const resolve of idlers.splice(0)) resolve()
  }

  function nextGroup(): Waiting[] {
    const group: Waiting[] = []
    const room = { entries: limits.ingestGroupEntriesMax }
    take(group, backlogs, room, 1)
    take(group, fresh, room, Infinity)
    take(group, backlogs, room, Infinity)
    return group
  }

  /** Moves pushes of lockers that are not busy from a lane into the group, in order, while there is room. */
  function take(group: Waiting[], lane: Waiting[], room: { entries: number }, atMost: number) {
    let taken = 0
    for (let i = 0; i < lane.length && taken < atMost; ) {
      const waiting = lane[i] as Waiting
      const { locker, entries } = waiting.push
      if (busy.has(locker)) i++
      else if (entries.length > room.entries && group.length > 0) return
      else {
        lane.splice(i, 1)
        group.push(waiting)
        busy.add(locker)
        room.entries -= entries.length
        queuedEntries -= entries.length
        taken++
      }
    }
  }

  async function runGroup(group: Waiting[]) {
    try {
      const outcomes = await transact(ctx, store, group.map(({ push: each }) => each))
      group.forEach((waiting, i) => deliver(waiting, outcomes[i]))
    } catch (error) {
      if (store.isPassing(error)) {
        ctx.log.warn({ err: error, pushes: group.length }, 'link: entries could not be taken for now')
        const busyNow = new AppError('server/busy', 'The entries could not be kept just now.', { cause: error })
        for (const waiting of group) waiting.reject(busyNow)
        return
      }
      ctx.log.error({ err: error, pushes: group.length }, 'link: a group failed and is taken apart')
      for (const waiting of group) await runAlone(waiting)
    }
  }

  /** The poison is in one of these pushes; the others must not suffer. */
  async function runAlone(waiting: Waiting) {
    try {
      deliver(waiting, await takeApart(ctx, store, waiting.push))
    } catch (error) {
      waiting.reject(error)
    }
  }

  const idle = () =>
    running === 0 && queuedEntries === 0 ? Promise.resolve() : new Promise<void>((resolve) => idlers.push(resolve))
  return { push: async (told) => push(told), patienceMs, idle }
}

function deliver(waiting: Waiting, outcome: PushOutcome | undefined) {
  if (outcome?.ok) waiting.resolve(outcome.through)
  else waiting.reject(outcome?.error)
}

/** One transaction for all of these, and after its commit whatever must be told at once. */
async function transact(
  ctx: Needs,
  store: LinkStore,
  pushes: readonly CheckedPush[],
  options?: GroupOptions,
): Promise<PushOutcome[]> {
  const env = {
    ...{ now: ctx.clock.now(), ids: ctx.ids },
    signGrant: ctx.keys.signGrant,
  }
  const { outcomes, saved } = await store.transact((tx) => ingestGroup(tx, pushes, env, options))
  if (saved.streams.length > 0) ctx.pokes.tell(saved.streams)
  if (saved.hasJobs) ctx.jobs.kick()
  return outcomes
}

/**
 * Halves a push that fails until the entry is found that the database will not take: that one is kept and set
 * aside with an alarm, and the rest applies.
 */
async function takeApart(ctx: Needs, store: LinkStore, push: CheckedPush): Promise<PushOutcome | undefined> {
  try {
    return (await transact(ctx, store, [push]))[0]
  } catch (error) {
    if (store.isPassing(error) || error instanceof AppError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    if (push.entries.length === 1) return (await transact(ctx, store, [push], { setAside: reason }))[0]
  }
  const middle = Math.ceil(push.entries.length / 2)
  const first = await takeApart(ctx, store, part(push, 0, middle))
  return first?.ok ? takeApart(ctx, store, part(push, middle, push.entries.length)) : first
}

const part = (push: CheckedPush, from: number, to: number): CheckedPush => ({
  ...push,
  ...{ entries: push.entries.slice(from, to), texts: push.texts.slice(from, to) },
  ...{ first: push.first + from, last: push.first + to - 1 },
})
