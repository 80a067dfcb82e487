import type { CourierReply } from '@cubby/protocol/operations/couriers/courier-shapes'
import { exportCouriers } from '@cubby/protocol/operations/couriers/export-couriers'
import { listCouriers } from '@cubby/protocol/operations/couriers/list-couriers'
import { pathOf } from '@cubby/sdk/api-client'
import { Anchor } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { read } from '../../api/client.ts'
import { to } from '../../paths.ts'
import { useForbidden } from '../../session/me.ts'
import { ActionButton } from '../../support/ActionButton.tsx'
import { useGo } from '../../support/go.ts'
import { Link } from '../../support/Link.tsx'
import { asked } from '../../support/list/asked.ts'
import { choiceFilter, organizationFilter } from '../../support/list/choices.ts'
import type { Column } from '../../support/list/column.ts'
import { ListPage, type ListSource } from '../../support/list/ListPage.tsx'
import { Moment } from '../../support/Moment.tsx'
import { OrganizationName } from '../../support/Name.tsx'
import { useText } from '../../text.ts'
import { CourierState } from './CourierState.tsx'

const filterNames = ['q', 'organization', 'state'] as const
const couriers: ListSource<CourierReply> = (search) =>
  read(listCouriers, { query: asked(search, [...filterNames, 'after', 'limit']) })

const filters = [
  choiceFilter('state', 'filter.state', 'courier.state', ['working', 'suspended', 'revoked']),
  organizationFilter,
]

const columns: readonly Column<CourierReply>[] = [
  {
    id: 'name',
    head: 'courier.name',
    cell: ({ id, name }) => (
      <Anchor component={Link} href={to.courier(id)} fw={600}>
        {name}
      </Anchor>
    ),
  },
  { id: 'state', head: 'filter.state', cell: (row) => <CourierState courier={row} /> },
  {
    id: 'organization',
    head: 'filter.organization',
    cell: ({ organization }) => <OrganizationName id={organization} />,
  },
  { id: 'until', head: 'courier.until', cell: ({ validUntil }) => <Moment at={validUntil} /> },
  {
    id: 'created',
    head: 'courier.created',
    isExtra: true,
    cell: ({ createdAt }) => <Moment at={createdAt} />,
  },
]

/** Who may open lockers with a badge. */
export function CouriersPage() {
  const { t } = useText()
  const go = useGo()
  const forbidden = useForbidden('couriers:write')
  return (
    <ListPage
      title="couriers.title"
      help="couriers.help"
      search="couriers.search"
      empty="couriers.empty"
      source={couriers}
      columns={columns}
      filters={filters}
      idOf={({ id }) => id}
      hrefOf={({ id }) => to.courier(id)}
      csv={(search) => pathOf(exportCouriers, { query: asked(search, filterNames) })}
      actions={
        <ActionButton
          leftSection={<IconPlus size={18} aria-hidden />}
          disabledReason={forbidden}
          onClick={() => go(to.newCourier())}
        >
          {t('couriers.new')}
        </ActionButton>
      }
    />
  )
}
