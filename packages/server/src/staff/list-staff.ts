import { uuidOf } from '@cubby/kit/ids'
import { listStaff } from '@cubby/protocol/operations/staff/list-staff'
import { anywhere } from '../lists/like.ts'
import { organizationSeen } from '../http/caller.ts'
import { pageOfRows, rowsFor } from '../http/pages.ts'
import { route } from '../http/route.ts'
import { isStaffOf } from './reach-rows.ts'
import { presentStaff, toldStaff } from './staff-rows.ts'

export const listStaffRoute = route(listStaff, async ({ query, caller, trx }) => {
  const { after, limit, q: text, role } = query
  const organization = organizationSeen(caller, query.organization)
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
    .$if(organization !== null, (q) => q.where(isStaffOf(organization ?? '')))
    .orderBy('staff.id', 'desc')
    .limit(rowsFor(limit))
    .execute()
  return pageOfRows(rows, limit, toldStaff)
})
