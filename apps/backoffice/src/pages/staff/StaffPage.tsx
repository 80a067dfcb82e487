import { listRoles } from '@cubby/protocol/operations/roles/list-roles'
import { createStaff } from '@cubby/protocol/operations/staff/create-staff'
import { listStaff } from '@cubby/protocol/operations/staff/list-staff'
import type { StaffAccount } from '@cubby/protocol/operations/staff/staff-shapes'
import { Anchor, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { to } from '../../paths.ts'
import { useForbidden, useOwnOrganization } from '../../session/me.ts'
import { roleName } from '../../session/role-name.ts'
import { ActionButton } from '../../support/ActionButton.tsx'
import { useGo } from '../../support/go.ts'
import { Link } from '../../support/Link.tsx'
import { asked } from '../../support/list/asked.ts'
import { organizationFilter } from '../../support/list/choices.ts'
import type { Column } from '../../support/list/column.ts'
import type { Filter } from '../../support/list/filter.ts'
import { ListPage, type ListSource } from '../../support/list/ListPage.tsx'
import { Moment } from '../../support/Moment.tsx'
import { useText } from '../../text.ts'
import { ReachText } from './ReachText.tsx'
import { Secured } from './Secured.tsx'

const staff: ListSource<StaffAccount> = (search) =>
  read(listStaff, { query: asked(search, ['q', 'role', 'organization', 'after', 'limit']) })

const roleFilter: Filter = {
  name: 'role',
  label: 'staff.role',
  useChoices: function useRoles() {
    const { t } = useText()
    const { data } = useQuery(read(listRoles, { query: { limit: 200 } }))
    return (data?.items ?? []).map((role) => ({ value: role.id, label: roleName(t, role) }))
  },
}

const columns: readonly Column<StaffAccount>[] = [
  {
    id: 'name',
    head: 'staff.name',
    cell: ({ id, name, email }) => (
      <>
        <Anchor component={Link} href={to.staffMember(id)} fw={600}>
          {name}
        </Anchor>
        <Text size="sm" c="dimmed" className="ltr">
          {email}
        </Text>
      </>
    ),
    csv: ({ name }) => name,
  },
  {
    id: 'role',
    head: 'staff.role',
    cell: (person) => <Role person={person} />,
    csv: ({ role }) => role.name,
  },
  {
    id: 'reach',
    head: 'staff.reach',
    cell: ({ reach }) => <ReachText reach={reach} />,
    csv: ({ reach }) => reach.kind,
  },
  { id: 'security', head: 'staff.security', cell: (person) => <Secured person={person} /> },
  {
    id: 'email',
    head: 'sign-in.email',
    isExtra: true,
    cell: ({ email }) => <span className="ltr">{email}</span>,
    csv: ({ email }) => email,
  },
  {
    id: 'since',
    head: 'staff.since',
    isExtra: true,
    cell: ({ createdAt }) => <Moment at={createdAt} />,
    csv: ({ createdAt }) => createdAt,
  },
]

/** Who signs in here. */
export function StaffPage() {
  const { t } = useText()
  const go = useGo()
  const forbidden = useForbidden(createStaff)
  const isOwn = useOwnOrganization() !== null
  return (
    <ListPage
      title="staff.title"
      help={isOwn ? 'staff.help.own' : 'staff.help'}
      search="staff.search"
      empty="staff.empty"
      source={staff}
      columns={isOwn ? columns.filter(({ id }) => id !== 'reach') : columns}
      filters={isOwn ? [roleFilter] : [roleFilter, organizationFilter]}
      idOf={({ id }) => id}
      hrefOf={({ id }) => to.staffMember(id)}
      csv="staff"
      actions={
        <ActionButton
          leftSection={<IconPlus size={18} aria-hidden />}
          disabledReason={forbidden}
          onClick={() => go(to.newStaff())}
        >
          {t('staff.new')}
        </ActionButton>
      }
    />
  )
}

function Role({ person }: { person: StaffAccount }) {
  const { t } = useText()
  return (
    <Anchor component={Link} href={to.role(person.role.id)}>
      {roleName(t, person.role)}
    </Anchor>
  )
}
