import { days, type Instant, instant, later, type Millis, minutes, seconds } from '@cubby/kit/clock'
import { endUnanswered } from '../commands/end-unanswered.ts'
import type { AppContext } from '../context.ts'
import type { Outbox } from '../notifications/outbox.ts'
import type { Store } from '../store/store.ts'
import { sweepTimers } from './sweep.ts'

type Needs = Pick<AppContext, 'clock' | 'ids' | 'keys' | 'jobs' | 'pokes' | 'log'>
type Ports = {
  store: Store
  outbox: Pick<Outbox, 'requeueStranded'>
  /** Lets go of cells of earlier layouts that have become empty. */
  letLeavingGo(): Promise<unknown>
  /** Forgets what nobody can ask for any more. */
  forgetOld(now: Instant): Promise<void>
}

const SWEEP_EVERY = seconds(30)
const UPKEEP_EVERY = days(1)
const COMMANDS_AT_ONCE = 500
const SHIPMENTS_AT_ONCE = 500
const MESSAGES_AT_ONCE = 1_000
/** A message that has waited so long past its time was forgotten, not merely queued behind others. */
const STRANDED_AFTER = minutes(5)

/** Looks at what is due, at once and then every half minute. Any number of processes may do so. */
export function startTimers(
  ctx: Needs,
  ports: Ports,
  every: Millis = SWEEP_EVERY,
): { stop(): Promise<void> } {
  const stop = new AbortController()
  const ended = loop(ctx, ports, every, stop.signal)
  return {
    async stop() {
      stop.abort()
      await ended
    },
  }
}

async function loop(ctx: Needs, ports: Ports, every: Millis, signal: AbortSignal): Promise<void> {
  for (let upkeepAt = ctx.clock.now(); !signal.aborted;) {
    try {
      await sweepAll(ctx, ports, signal)
      upkeepAt = await keepUp(ctx, ports, upkeepAt)
    } catch (error) {
      const { name, code } = error as Error & { code?: string }
      ctx.log.warn({ error: code ?? name }, 'a sweep failed and is tried again')
    }
    await ctx.clock.sleep(every, signal)
  }
}

async function sweepAll(ctx: Needs, ports: Ports, signal: AbortSignal): Promise<void> {
  const { store, outbox } = ports
  while (!signal.aborted) {
    const swept = await sweepTimers(ctx, store, { atMost: SHIPMENTS_AT_ONCE })
    if (swept < SHIPMENTS_AT_ONCE) break
  }
  await endUnanswered(ctx, store, { atMost: COMMANDS_AT_ONCE })
  await ports.letLeavingGo()
  const now = ctx.clock.now()
  const dueBefore = instant(now - STRANDED_AFTER)
  const stranded = await outbox.requeueStranded(dueBefore, MESSAGES_AT_ONCE, now)
  if (stranded > 0) ctx.jobs.kick()
}

async function keepUp({ clock }: Needs, ports: Ports, upkeepAt: Instant): Promise<Instant> {
  const now = clock.now()
  if (now < upkeepAt) return upkeepAt
  await ports.forgetOld(now)
  return later(now, UPKEEP_EVERY)
}
