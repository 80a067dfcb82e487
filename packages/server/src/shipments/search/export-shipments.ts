import { isoTime } from '@cubby/kit/clock'
import { exportShipments } from '@cubby/protocol/operations/shipments/export-shipments'
import { idOf } from '@cubby/kit/ids'
import { sql } from 'kysely'
import type { ServerContext } from '../../context.ts'
import { lockersSeen, organizationSeen } from '../../http/caller.ts'
import { type CsvTable, sendCsv } from '../../lists/csv.ts'
import { streamRoute } from '../../http/route.ts'
import { toldTime } from '../../http/told.ts'
import { filteredShipments, type ShipmentFilters, type ShipmentsSeen } from './shipment-search.ts'

export const exportShipmentsRoute = streamRoute(exportShipments, (ctx) => ({
  answer: ({ query, caller }, reply) => {
    const organization = organizationSeen(caller, query.organization)
    return sendCsv(reply, tableOf(ctx, query, { organization, lockers: lockersSeen(caller) }))
  },
}))

type Row = Awaited<ReturnType<typeof rowsAfter>>[number]

const tableOf = (
  { db }: Pick<ServerContext, 'db'>,
  filters: ShipmentFilters,
  seen: ShipmentsSeen,
): CsvTable<Row> => ({
  name: 'cubby-shipments',
  columns: {
    id: (row) => idOf('shp', row.id),
    reference: (row) => row.reference,
    status: (row) => row.status,
    organization: (row) => row.organization,
    carrier: (row) => row.carrier,
    locker: (row) => row.locker,
    labels: (row) => row.labels,
    email: (row) => row.recipient_email,
    phone: (row) => row.recipient_phone,
    created: (row) => isoTime(row.created_at),
    ready: (row) => toldTime(row.ready_at),
    due: (row) => toldTime(row.due_at),
    overdue: (row) => toldTime(row.overdue_at),
    collected: (row) => toldTime(row.collected_at),
    cancelled: (row) => toldTime(row.cancelled_at),
  },
  rowsAfter: (id, atMost) => rowsAfter(db, filters, { seen, id, atMost }),
})

const rowsAfter = (
  db: ServerContext['db'],
  filters: ShipmentFilters,
  { seen, id, atMost }: { seen: ShipmentsSeen; id: string | null; atMost: number },
) =>
  filteredShipments(db, filters, seen)
    .select(['id', 'reference', 'status', 'recipient_email', 'recipient_phone', 'created_at'])
    .select(['ready_at', 'due_at', 'overdue_at', 'collected_at', 'cancelled_at'])
    .select((eb) => [
      eb
        .selectFrom('organization as o')
        .select('o.name')
        .whereRef('o.id', '=', 'shipment.organization_id')
        .as('organization'),
      eb
        .selectFrom('organization as c')
        .select('c.name')
        .whereRef('c.id', '=', 'shipment.carrier_id')
        .as('carrier'),
      eb
        .selectFrom('locker')
        .select('locker.name')
        .whereRef('locker.id', '=', 'shipment.locker_id')
        .as('locker'),
      eb
        .selectFrom('parcel')
        .select(sql<string | null>`string_agg(parcel.label, ' ' order by parcel.id)`.as('labels'))
        .whereRef('parcel.shipment_id', '=', 'shipment.id')
        .as('labels'),
    ])
    .$if(id !== null, (q) => q.where('shipment.id', '<', id ?? ''))
    .orderBy('shipment.id', 'desc')
    .limit(atMost)
    .execute()
