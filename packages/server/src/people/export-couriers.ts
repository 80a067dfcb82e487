import { isoTime } from '@cubby/kit/clock'
import { idOf } from '@cubby/kit/ids'
import { exportCouriers } from '@cubby/protocol/operations/couriers/export-couriers'
import { organizationSeen } from '../http/caller.ts'
import { sendCsv } from '../lists/csv.ts'
import { streamRoute } from '../http/route.ts'
import { toldTime } from '../http/told.ts'
import { filteredCouriers } from './courier-search.ts'

export const exportCouriersRoute = streamRoute(exportCouriers, ({ db }) => ({
  answer: ({ query, caller }, reply) => {
    const { organization: named, ...filters } = query
    const organization = organizationSeen(caller, named)
    const rowsAfter = (id: string | null, atMost: number) =>
      filteredCouriers(db, filters, organization)
        .select(['id', 'name', 'valid_from', 'valid_until', 'revoked_at', 'created_at'])
        .select((eb) =>
          eb
            .selectFrom('organization as o')
            .select('o.name')
            .whereRef('o.id', '=', 'courier.organization_id')
            .as('organization'),
        )
        .$if(id !== null, (q) => q.where('courier.id', '<', id ?? ''))
        .orderBy('courier.id', 'desc')
        .limit(atMost)
        .execute()
    return sendCsv<Awaited<ReturnType<typeof rowsAfter>>[number]>(reply, {
      name: 'cubby-couriers',
      columns: {
        id: (row) => idOf('cur', row.id),
        name: (row) => row.name,
        organization: (row) => row.organization,
        validFrom: (row) => isoTime(row.valid_from),
        validUntil: (row) => isoTime(row.valid_until),
        revoked: (row) => toldTime(row.revoked_at),
        created: (row) => isoTime(row.created_at),
      },
      rowsAfter,
    })
  },
}))
