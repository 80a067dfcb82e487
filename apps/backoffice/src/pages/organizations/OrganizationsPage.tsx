import { listOrganizations } from '@cubby/protocol/operations/organizations/list-organizations'
import {
  type OrganizationReply,
  organizationStatuses,
} from '@cubby/protocol/operations/organizations/organization-shapes'
import { organizationKinds } from '@cubby/domain/organizations/capabilities'
import { Anchor } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { read } from '../../api/client.ts'
import { to } from '../../paths.ts'
import { useNetworkForbidden } from '../../session/me.ts'
import { ActionButton } from '../../support/ActionButton.tsx'
import { useGo } from '../../support/go.ts'
import { Link } from '../../support/Link.tsx'
import { asked } from '../../support/list/asked.ts'
import { choiceFilter } from '../../support/list/choices.ts'
import type { Column } from '../../support/list/column.ts'
import { ListPage, type ListSource } from '../../support/list/ListPage.tsx'
import { Moment } from '../../support/Moment.tsx'
import { useText } from '../../text.ts'
import { OrganizationState } from './OrganizationState.tsx'

const organizations: ListSource<OrganizationReply> = (search) =>
  read(listOrganizations, { query: asked(search, ['q', 'kind', 'status', 'after', 'limit']) })

const filters = [
  choiceFilter('kind', 'organization.kind', 'organization.kind', organizationKinds),
  choiceFilter('status', 'filter.status', 'organization.status', organizationStatuses),
]

const columns: readonly Column<OrganizationReply>[] = [
  {
    id: 'name',
    head: 'organization.name',
    cell: ({ id, name }) => (
      <Anchor component={Link} href={to.organization(id)} fw={600}>
        {name}
      </Anchor>
    ),
    csv: ({ name }) => name,
  },
  {
    id: 'kind',
    head: 'organization.kind',
    cell: (row) => <Kind organization={row} />,
    csv: ({ kind }) => kind,
  },
  {
    id: 'status',
    head: 'filter.status',
    cell: (row) => <OrganizationState organization={row} />,
    csv: ({ status }) => status,
  },
  {
    id: 'storage',
    head: 'organization.storage',
    cell: (row) => <Storage organization={row} />,
    csv: ({ rules }) => rules.storageHours,
  },
  {
    id: 'created',
    head: 'organization.created',
    cell: ({ createdAt }) => <Moment at={createdAt} />,
    csv: ({ createdAt }) => createdAt,
  },
]

/** The companies on the network. */
export function OrganizationsPage() {
  const { t } = useText()
  const go = useGo()
  const forbidden = useNetworkForbidden('organizations:write')
  return (
    <ListPage
      title="organizations.title"
      help="organizations.help"
      search="organizations.search"
      empty="organizations.empty"
      source={organizations}
      columns={columns}
      filters={filters}
      idOf={({ id }) => id}
      hrefOf={({ id }) => to.organization(id)}
      csv="organizations"
      actions={
        <ActionButton
          leftSection={<IconPlus size={18} aria-hidden />}
          disabledReason={forbidden}
          onClick={() => go(to.newOrganization())}
        >
          {t('organizations.new')}
        </ActionButton>
      }
    />
  )
}

function Kind({ organization: { kind } }: { organization: OrganizationReply }) {
  const { t } = useText()
  return t(`organization.kind.${kind}`)
}

function Storage({ organization: { rules } }: { organization: OrganizationReply }) {
  const { t } = useText()
  return t('organization.hours', { count: rules.storageHours })
}
