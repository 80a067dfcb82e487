import { uuidOf } from '@cubby/kit/ids'
import { findParcels } from '@cubby/protocol/operations/parcels/find-parcels'
import { sql } from 'kysely'
import { lockersSeen } from '../http/caller.ts'
import { pageOfRows, rowsFor } from '../http/pages.ts'
import { route } from '../http/route.ts'
import { parcelColumns, parcelOf } from '../store/pg/rows.ts'
import { toldParcel } from './shipment-rows.ts'

export const findParcelsRoute = route(findParcels, async ({ query, caller, trx }) => {
  const { after, limit, label } = query
  const organization = caller.organization
  const seen = lockersSeen(caller)
  const rows = await trx
    .selectFrom('parcel')
    .select(parcelColumns)
    .where('label', '=', label)
    .$if(organization !== null, (q) => q.where('organization_id', '=', organization ?? ''))
    .$if(seen !== null, (q) => q.where(sql<boolean>`locker_id = any(${seen}::uuid[])`))
    .$if(after !== undefined, (q) => q.where('id', '<', uuidOf(after ?? '')))
    .orderBy('id', 'desc')
    .limit(rowsFor(limit))
    .execute()
  return pageOfRows(rows.map(parcelOf), limit, toldParcel)
})
