import { instant } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import { feedKey } from '@cubby/protocol/link/messages'
import type { AppContext } from '../context.ts'
import { applyEnv, differenceOf, Draft } from '../store/draft.ts'
import { nothingWanted } from '../store/slice.ts'
import type { Store } from '../store/store.ts'
import { doWork, keep } from '../store/work.ts'

type Needs = Pick<AppContext, 'clock' | 'ids' | 'keys' | 'jobs' | 'pokes'>

/** Past this a locker no longer answers: it forgets commands after the same time, lest an old one look new. */
const FORGOTTEN_AFTER = 2 * limits.commandLifeMax

/**
 * Ends commands whose time was up so long ago that no locker will answer them any more, because it was away all that
 * time (invariant 12). What waited has expired; what had begun nobody knows. When the locker comes back after all and
 * tells of one, that counts. Answers for how many.
 */
export const endUnanswered = (ctx: Needs, store: Store, options: { atMost: number }) =>
  doWork(ctx, store, async (work): Promise<number> => {
    const { tx, now } = work
    const forgotten = await tx.takeUnanswered(instant(now - FORGOTTEN_AFTER), options.atMost)
    if (forgotten.length === 0) return 0
    const slice = await tx.load({ ...nothingWanted(), commands: forgotten })
    const draft = new Draft(slice, applyEnv(ctx, now))
    for (const id of forgotten) {
      const command = draft.commands.get(id)
      if (!command) continue
      const status = command.status === 'accepted' ? 'unknown' : 'expired'
      draft.commands.set(id, { ...command, status, answeredAt: now })
      const stream = `locker:${command.locker}`
      draft.feed.push({ stream, key: feedKey('command', id), body: null })
    }
    await keep(work, differenceOf(draft))
    return forgotten.length
  })
