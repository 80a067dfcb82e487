import { uuidOf } from '@cubby/kit/ids'
import { readParcelTimeline } from '@cubby/protocol/operations/parcels/read-parcel-timeline'
import { maySee, reachesLocker } from '../../http/caller.ts'
import { route } from '../../http/route.ts'
import { found } from '../../http/told.ts'
import { readTimeline } from './custody.ts'

export const readParcelTimelineRoute = route(
  readParcelTimeline,
  async ({ params, caller, trx }) => {
    const row = await trx
      .selectFrom('parcel')
      .select(['id', 'organization_id', 'locker_id'])
      .where('id', '=', uuidOf(params.parcel))
      .executeTakeFirst()
    const isSeen =
      row && maySee(caller, row.organization_id) && reachesLocker(caller, row.locker_id)
    const parcel = found(isSeen ? row : null, 'parcel')
    return readTimeline(trx, [parcel.id])
  },
)
