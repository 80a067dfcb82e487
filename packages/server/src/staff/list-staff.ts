import { uuidOf } from '@cubby/kit/ids'
import { listStaff } from '@cubby/protocol/operations/staff/list-staff'
import { sql } from 'kysely'
import { anywhere } from '../lists/like.ts'
import { pageOfRows, rowsFor } from '../http/pages.ts'
import { route } from '../http/route.ts'
import { presentStaff, toldStaff } from './staff-rows.ts'

export const listStaffRoute = route(listStaff, async ({ query, trx }) => {
  const { after, limit, q: text, role, organization } = query
  const rows = await presentStaff(trx)
    .$if(after !== undefined, (q) => q.where('staff.id', '<', uuidOf(after ?? '')))
    .$if(text !== undefined, (q) =>
      q.where((eb) =>
        eb.or([
          eb('staff.name', 'ilike', anywhere(text ?? '')),
          eb('staff.email', 'ilike', anywhere(text ?? '')),
        ]),
      ),
    )
    .$if(role !== undefined, (q) => q.where('staff.role_id', '=', uuidOf(role ?? '')))
    .$if(organization !== undefined, (q) =>
      q
        .where('staff.reach', '=', 'organization')
        .where(sql<boolean>`staff.reach_of @> array[${uuidOf(organization ?? '')}]::uuid[]`),
    )
    .orderBy('staff.id', 'desc')
    .limit(rowsFor(limit))
    .execute()
  return pageOfRows(rows, limit, toldStaff)
})
