import { readStaff } from '@cubby/protocol/operations/staff/read-staff'
import type { StaffAccount } from '@cubby/protocol/operations/staff/staff-shapes'
import type { StaffId } from '@cubby/kit/ids'
import { Anchor, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { to } from '../../paths.ts'
import { roleName } from '../../session/role-name.ts'
import { DetailPage } from '../../support/DetailPage.tsx'
import { HistorySection } from '../../support/history/HistorySection.tsx'
import { useIdInAddress } from '../../support/id-in-address.ts'
import { Link } from '../../support/Link.tsx'
import { Moment } from '../../support/Moment.tsx'
import { LockerName } from '../../support/Name.tsx'
import { Section } from '../../support/Section.tsx'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'
import { ReachText } from './ReachText.tsx'
import { Secured } from './Secured.tsx'
import { StaffActions } from './StaffActions.tsx'
import { StaffSessions } from './StaffSessions.tsx'

/** One colleague: what he may do, where, and where he is signed in. */
export function StaffMemberPage() {
  const staff = useIdInAddress<StaffId>('staff')
  const query = useQuery(read(readStaff, { params: { staff } }))
  return <Shown query={query}>{(data) => <Detail person={data} />}</Shown>
}

function Detail({ person }: { person: StaffAccount }) {
  const { t } = useText()
  const { role, reach } = person
  return (
    <DetailPage
      title={person.name}
      crumbs={[{ label: t('staff.title'), href: to.staff() }]}
      badge={<Secured person={person} />}
      facts={[
        { label: t('sign-in.email'), value: <span className="ltr">{person.email}</span> },
        {
          label: t('staff.role'),
          value: (
            <Anchor component={Link} href={to.role(role.id)}>
              {roleName(t, role)}
            </Anchor>
          ),
        },
        { label: t('staff.reach'), value: <ReachText reach={reach} /> },
        { label: t('staff.since'), value: <Moment at={person.createdAt} /> },
      ]}
      side={<StaffActions person={person} />}
    >
      {reach.kind === 'lockers' && reach.lockers.length > 1 && (
        <Section title={t('reach.lockers')}>
          <Stack gap={4} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
            {reach.lockers.map((id) => (
              <li key={id}>
                <LockerName id={id} />
              </li>
            ))}
          </Stack>
        </Section>
      )}
      <StaffSessions staff={person.id} />
      <HistorySection thing={person.id} />
    </DetailPage>
  )
}
