import type { Instant } from '@cubby/kit/clock'
import type { ServerContext } from '../context.ts'
import { pgOutbox } from '../notifications/pg/pg-outbox.ts'
import { letLeavingGo } from '../service/let-leaving-go.ts'
import { pgStore } from '../store/pg/pg-store.ts'
import { sweepOldRows } from './upkeep.ts'

/** What the timers work on, in PostgreSQL. */
export const pgTimerPorts = (
  ctx: Pick<ServerContext, 'db' | 'jobs' | 'ids' | 'keys' | 'pokes' | 'clock'>,
) => ({
  store: pgStore(ctx),
  outbox: pgOutbox(ctx),
  letLeavingGo: () => letLeavingGo(ctx),
  forgetOld: (now: Instant) => sweepOldRows(ctx, now),
})
