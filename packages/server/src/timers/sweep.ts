import type { AppContext } from '../context.ts'
import { applyEnv, differenceOf, Draft } from '../store/draft.ts'
import { nothingWanted } from '../store/slice.ts'
import type { Store } from '../store/store.ts'
import { doWork, keep } from '../store/work.ts'
import { fallDue } from './fall-due.ts'

type Needs = Pick<AppContext, 'clock' | 'ids' | 'keys' | 'jobs' | 'pokes'>

/**
 * Does what is due for up to so many shipments: reminders, and the end of storage. Answers for how many;
 * fewer than `atMost` means that nothing is left that nobody else is at. Safe in any number of processes
 * at once, and safe to repeat: what is told is told once per end of storage.
 */
export const sweepTimers = (ctx: Needs, store: Store, options: { atMost: number }) =>
  doWork(ctx, store, async (work): Promise<number> => {
    const { tx, now } = work
    const due = await tx.takeDue(now, options.atMost)
    if (due.length === 0) return 0
    const slice = await tx.load({ ...nothingWanted(), shipments: due })
    const draft = new Draft(slice, applyEnv(ctx, now))
    for (const shipment of due) fallDue(draft, shipment)
    await keep(work, differenceOf(draft))
    return due.length
  })
