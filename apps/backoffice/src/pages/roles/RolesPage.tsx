import { createRole } from '@cubby/protocol/operations/roles/create-role'
import { listRoles } from '@cubby/protocol/operations/roles/list-roles'
import type { RoleReply } from '@cubby/protocol/operations/roles/role-shapes'
import { scopes } from '@cubby/protocol/operation'
import { Anchor, Text } from '@mantine/core'
import { IconPlus, IconShieldCheck } from '@tabler/icons-react'
import { read } from '../../api/client.ts'
import { to } from '../../paths.ts'
import { useForbidden } from '../../session/me.ts'
import { roleName } from '../../session/role-name.ts'
import { ActionButton } from '../../support/ActionButton.tsx'
import { useGo } from '../../support/go.ts'
import { Link } from '../../support/Link.tsx'
import { asked } from '../../support/list/asked.ts'
import type { Column } from '../../support/list/column.ts'
import { ListPage, type ListSource } from '../../support/list/ListPage.tsx'
import { Moment } from '../../support/Moment.tsx'
import { Sign } from '../../support/Sign.tsx'
import { useText } from '../../text.ts'

const roles: ListSource<RoleReply> = (search) =>
  read(listRoles, { query: asked(search, ['after', 'limit']) })

const columns: readonly Column<RoleReply>[] = [
  { id: 'name', head: 'role.name', cell: (role) => <Name role={role} />, csv: ({ name }) => name },
  {
    id: 'permissions',
    head: 'role.permissions',
    cell: (role) => <Count role={role} />,
    csv: ({ permissions }) => permissions.join(' '),
  },
  {
    id: 'people',
    head: 'role.people',
    isNumber: true,
    cell: ({ people }) => people,
    csv: ({ people }) => people,
  },
  {
    id: 'factor',
    head: 'role.second-factor.short',
    cell: (role) => <Factor role={role} />,
    csv: ({ requiresSecondFactor }) => String(requiresSecondFactor),
  },
  {
    id: 'created',
    head: 'staff.since',
    isExtra: true,
    cell: ({ createdAt }) => <Moment at={createdAt} />,
    csv: ({ createdAt }) => createdAt,
  },
]

/** What people of the staff may do. */
export function RolesPage() {
  const { t } = useText()
  const go = useGo()
  const forbidden = useForbidden(createRole)
  return (
    <ListPage
      title="roles.title"
      help="roles.help"
      empty="roles.empty"
      source={roles}
      columns={columns}
      idOf={({ id }) => id}
      hrefOf={({ id }) => to.role(id)}
      csv="roles"
      actions={
        <ActionButton
          leftSection={<IconPlus size={18} aria-hidden />}
          disabledReason={forbidden}
          onClick={() => go(to.newRole())}
        >
          {t('roles.new')}
        </ActionButton>
      }
    />
  )
}

function Name({ role }: { role: RoleReply }) {
  const { t } = useText()
  return (
    <>
      <Anchor component={Link} href={to.role(role.id)} fw={600}>
        {roleName(t, role)}
      </Anchor>
      <Text size="sm" c="dimmed" lineClamp={1}>
        <bdi>{role.description ?? (role.builtIn === null ? '' : t('role.built-in'))}</bdi>
      </Text>
    </>
  )
}

function Count({ role: { permissions } }: { role: RoleReply }) {
  const { t } = useText()
  if (permissions.length === scopes.length) return t('role.permissions.all')
  return t('role.permissions.count', { count: permissions.length, total: scopes.length })
}

function Factor({ role }: { role: RoleReply }) {
  const { t } = useText()
  if (!role.requiresSecondFactor) return t('page.no')
  return (
    <Sign color="done" icon={IconShieldCheck}>
      {t('page.yes')}
    </Sign>
  )
}
