import { listCouriers } from '@cubby/protocol/operations/couriers/list-couriers'
import type { CourierReply } from '@cubby/protocol/operations/couriers/courier-shapes'
import type { OrganizationId } from '@cubby/kit/ids'
import { Anchor, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { to } from '../../paths.ts'
import { Link } from '../../support/Link.tsx'
import type { Column } from '../../support/list/column.ts'
import { DataTable } from '../../support/list/DataTable.tsx'
import { Moment } from '../../support/Moment.tsx'
import { Section } from '../../support/Section.tsx'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'
import { CourierState } from '../couriers/CourierState.tsx'
import { OrganizationFrame } from './OrganizationFrame.tsx'
import { OrganizationStaff } from './OrganizationStaff.tsx'

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
  { id: 'until', head: 'courier.until', cell: ({ validUntil }) => <Moment at={validUntil} /> },
]

/** Its own staff, and its couriers. */
export function OrganizationPeoplePage() {
  return (
    <OrganizationFrame>
      {({ id }) => (
        <>
          <OrganizationStaff organization={id} />
          <Couriers organization={id} />
        </>
      )}
    </OrganizationFrame>
  )
}

function Couriers({ organization }: { organization: OrganizationId }) {
  const { t } = useText()
  const query = useQuery(read(listCouriers, { query: { organization, limit: 50 } }))
  return (
    <Section
      title={t('couriers.title')}
      tools={
        <Anchor component={Link} href={to.couriers({ organization })}>
          {t('organization.people.all')}
        </Anchor>
      }
    >
      <Shown query={query}>
        {({ items }) => (
          <DataTable
            label={t('couriers.title')}
            columns={columns}
            rows={items}
            idOf={({ id }) => id}
            hrefOf={({ id }) => to.courier(id)}
            empty={<Text p="lg">{t('organization.people.none')}</Text>}
          />
        )}
      </Shown>
    </Section>
  )
}
