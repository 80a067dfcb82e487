import { days, type Instant, instant, later, type Millis, minutes, seconds } from '@cubby/kit/clock'
import type { ServerContext } from '../context.ts'
import { requeueStranded } from '../notifications/pg/queue-messages.ts'
import { sweepTimers } from './sweep.ts'
import { sweepOldRows } from './upkeep.ts'

type Needs = Pick<ServerContext, 'db' | 'jobs' | 'clock' | 'ids' | 'log'>

const SWEEP_EVERY = seconds(30)
const UPKEEP_EVERY = days(1)
const SHIPMENTS_AT_ONCE = 500
const MESSAGES_AT_ONCE = 1_000
/** A message that has waited so long past its time was forgotten, not merely queued behind others. */
const STRANDED_AFTER = minutes(5)

/** Looks at what is due, at once and then every half minute. Any number of processes may do so. */
export function startTimers(ctx: Needs, every: Millis = SWEEP_EVERY): { stop(): Promise<void> } {
  const stop = new AbortController()
  const ended = loop(ctx, every, stop.signal)
  return {
    async stop() {
      stop.abort()
      await ended
    },
  }
}

async function loop(ctx: Needs, every: Millis, signal: AbortSignal): Promise<void> {
  for (let upkeepAt = ctx.clock.now(); !signal.aborted;) {
    try {
      await sweepAll(ctx, signal)
      upkeepAt = await keepUp(ctx, upkeepAt)
    } catch (error) {
      const { name, code } = error as Error & { code?: string }
      ctx.log.warn({ error: code ?? name }, 'a sweep failed and is tried again')
    }
    await ctx.clock.sleep(every, signal)
  }
}

async function sweepAll(ctx: Needs, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const swept = await sweepTimers(ctx, { atMost: SHIPMENTS_AT_ONCE })
    if (swept < SHIPMENTS_AT_ONCE) break
  }
  const dueBefore = instant(ctx.clock.now() - STRANDED_AFTER)
  await requeueStranded(ctx, { dueBefore, atMost: MESSAGES_AT_ONCE })
}

async function keepUp(ctx: Needs, upkeepAt: Instant): Promise<Instant> {
  const now = ctx.clock.now()
  if (now < upkeepAt) return upkeepAt
  await sweepOldRows(ctx)
  return later(now, UPKEEP_EVERY)
}
