import { idOf, uuidOf } from '@cubby/kit/ids'
import { listRentals } from '@cubby/protocol/operations/rentals/list-rentals'
import { organizationSeen } from '../http/caller.ts'
import { pageOfRows, rowsFor } from '../http/pages.ts'
import { route } from '../http/route.ts'
import { readTime } from '../http/told.ts'
import { rentalColumns, toldRental } from './rental-rows.ts'
import { filteredRentals } from './rental-search.ts'

export const listRentalsRoute = route(listRentals, async ({ query, caller, trx, now }) => {
  const { after, limit, organization: named, at, ...filters } = query
  const rows = await filteredRentals(trx, {
    organization: organizationSeen(caller, named),
    ...filters,
    at: at === undefined ? undefined : readTime(at),
    now,
  })
    .select(rentalColumns)
    .$if(after !== undefined, (q) => q.where('id', '<', uuidOf(after ?? '')))
    .orderBy('id', 'desc')
    .limit(rowsFor(limit))
    .execute()
  return pageOfRows(
    rows.map((row) => ({ ...toldRental(row, now), id: idOf('rnt', row.id) })),
    limit,
    (told) => told,
  )
})
