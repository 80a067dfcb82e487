import { shipmentStatuses } from '@cubby/domain/shipments/status'
import { exportShipments } from '@cubby/protocol/operations/shipments/export-shipments'
import { listShipments } from '@cubby/protocol/operations/shipments/list-shipments'
import type { ShipmentReply } from '@cubby/protocol/operations/shipments/shipment-shapes'
import { pathOf } from '@cubby/sdk/api-client'
import { Anchor } from '@mantine/core'
import { read } from '../../api/client.ts'
import { to } from '../../paths.ts'
import { Link } from '../../support/Link.tsx'
import { choiceFilter, lockerFilter, organizationFilter } from '../../support/list/choices.ts'
import type { Column } from '../../support/list/column.ts'
import { type ListSource, ListPage } from '../../support/list/ListPage.tsx'
import { asked } from '../../support/list/asked.ts'
import { Moment } from '../../support/Moment.tsx'
import { LockerName, OrganizationName } from '../../support/Name.tsx'
import { shipmentTitle } from './shipment-title.ts'
import { ShipmentStatus } from './ShipmentStatus.tsx'

const filterNames = ['q', 'organization', 'status', 'locker', 'overdue'] as const
const shipments: ListSource<ShipmentReply> = (search) =>
  read(listShipments, { query: asked(search, [...filterNames, 'sort', 'after', 'limit']) })

const filters = [
  choiceFilter('status', 'filter.status', 'shipment.status', shipmentStatuses),
  choiceFilter('overdue', 'filter.overdue', 'filter.overdue', ['true']),
  lockerFilter,
  organizationFilter,
]

const columns: readonly Column<ShipmentReply>[] = [
  {
    id: 'shipment',
    head: 'shipment.reference',
    cell: (row) => (
      <Anchor component={Link} href={to.shipment(row.id)} fw={600}>
        {shipmentTitle(row)}
      </Anchor>
    ),
  },
  {
    id: 'status',
    head: 'shipment.status',
    cell: ({ status }) => <ShipmentStatus status={status} />,
  },
  { id: 'parcels', head: 'shipment.parcels', isNumber: true, cell: (row) => row.parcels.length },
  { id: 'locker', head: 'shipment.locker', cell: ({ locker }) => <LockerName id={locker} /> },
  {
    id: 'recipient',
    head: 'shipment.recipient',
    cell: ({ recipient }) => (
      <span className="ltr">{recipient.email ?? recipient.phone ?? '–'}</span>
    ),
  },
  {
    id: 'created',
    head: 'shipment.created',
    sort: 'created',
    cell: ({ createdAt }) => <Moment at={createdAt} />,
  },
  {
    id: 'due',
    head: 'shipment.due',
    sort: 'due',
    isExtra: true,
    cell: ({ dueAt }) => (dueAt ? <Moment at={dueAt} /> : '–'),
  },
  {
    id: 'organization',
    head: 'shipment.organization',
    isExtra: true,
    cell: ({ organization }) => <OrganizationName id={organization} />,
  },
]

/** Shipments, found by any number or phone, narrowed by where and how they stand. */
export function ShipmentsPage() {
  return (
    <ListPage
      title="shipments.title"
      help="shipments.help"
      search="shipments.search"
      empty="shipments.empty"
      source={shipments}
      columns={columns}
      filters={filters}
      idOf={({ id }) => id}
      hrefOf={({ id }) => to.shipment(id)}
      csv={(search) => pathOf(exportShipments, { query: asked(search, filterNames) })}
    />
  )
}
