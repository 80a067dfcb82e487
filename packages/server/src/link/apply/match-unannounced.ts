import { idOf, type LockerId, type ShipmentId, type StayId } from '@cubby/kit/ids'
import type { Transaction } from 'kysely'
import type { ServerContext } from '../../context.ts'
import type { Db } from '../../db/tables.ts'
import type { FeedChange } from '../../feed/feed-types.ts'
import { lockLabels } from '../../store/pg/load-slice.ts'
import { pgTransaction } from '../../store/pg/pg-store.ts'
import { differenceOf } from './apply-batch.ts'
import { applyEnv, Draft } from '../../store/draft.ts'
import { matchAnnouncement } from './match.ts'
import { nothingWanted } from '../../store/slice.ts'

type Announced = { id: string; locker_id: string }
type Matched = {
  /** For the caller's `writeFeed`, after its own changes: the locker's names replace ours. */
  changes: FeedChange[]
  /** Kick the jobs after the commit. */
  wakesJobs: boolean
  matched: boolean
}

/**
 * Call it inside the announcement's transaction, after shipment, parcels and right were written: joins the
 * announced parcels with those that a courier has put in before anybody told us, and does what their deposit
 * would have done, messages included. Ids are UUIDs, as in the tables.
 */
export async function matchUnannounced(
  trx: Transaction<Db>,
  ctx: Pick<ServerContext, 'clock' | 'ids' | 'jobs' | 'keys'>,
  shipment: Announced,
): Promise<Matched> {
  const nothing = { changes: [], wakesJobs: false, matched: false }
  const locker: LockerId = idOf('lck', shipment.locker_id)
  const id: ShipmentId = idOf('shp', shipment.id)
  const announced = await trx
    .selectFrom('parcel')
    .select('label')
    .where('shipment_id', '=', shipment.id)
    .execute()
  const labels = announced.map(({ label }) => ({ locker, label }))
  await lockLabels(trx, labels)
  const strangers = await trx
    .selectFrom('parcel')
    .select('stay_id')
    .where('locker_id', '=', shipment.locker_id)
    .where(
      'label',
      'in',
      labels.map(({ label }) => label),
    )
    .where('shipment_id', 'is', null)
    .where('status', 'in', ['announced', 'stored'])
    .execute()
  if (strangers.length === 0) return nothing
  const tx = pgTransaction(trx, ctx)
  const stays: StayId[] = strangers.flatMap((row) =>
    row.stay_id ? [idOf('sty', row.stay_id)] : [],
  )
  const slice = await tx.load({ ...nothingWanted(), shipments: [id], labels, stays })
  const now = ctx.clock.now()
  const draft = new Draft(slice, applyEnv(ctx, now))
  if (!matchAnnouncement(draft, id, now)) return nothing
  const difference = differenceOf(draft, [])
  const { hasJobs } = await tx.save({ ...difference, feed: [] }, now)
  return { changes: difference.feed, wakesJobs: hasJobs, matched: true }
}
