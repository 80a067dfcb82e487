import type { StaffAccount } from '@cubby/protocol/operations/staff/staff-shapes'
import { Anchor, Text } from '@mantine/core'
import { to } from '../../paths.ts'
import { roleName } from '../../session/role-name.ts'
import { Link } from '../../support/Link.tsx'
import type { Column } from '../../support/list/column.ts'
import { Moment } from '../../support/Moment.tsx'
import { useText } from '../../text.ts'
import { ReachText } from './ReachText.tsx'
import { Secured } from './Secured.tsx'

/** What lists of staff show of a person. */
export const staffColumns: readonly Column<StaffAccount>[] = [
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

function Role({ person }: { person: StaffAccount }) {
  const { t } = useText()
  return (
    <Anchor component={Link} href={to.role(person.role.id)}>
      {roleName(t, person.role)}
    </Anchor>
  )
}
