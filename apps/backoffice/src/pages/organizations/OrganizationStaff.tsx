import type { OrganizationId } from '@cubby/kit/ids'
import { createStaff } from '@cubby/protocol/operations/staff/create-staff'
import { listStaff } from '@cubby/protocol/operations/staff/list-staff'
import { Anchor, Group, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { to } from '../../paths.ts'
import { useForbidden, useOwnOrganization } from '../../session/me.ts'
import { ActionButton } from '../../support/ActionButton.tsx'
import { useGo } from '../../support/go.ts'
import { Link } from '../../support/Link.tsx'
import { DataTable } from '../../support/list/DataTable.tsx'
import { Section } from '../../support/Section.tsx'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'
import { staffColumns } from '../staff/staff-columns.tsx'

type Props = { organization: OrganizationId }

/** Who of an organization signs in here; nothing for whoever may not know. */
export function OrganizationStaff({ organization }: Props) {
  const forbidden = useForbidden(listStaff)
  return forbidden === undefined ? <People organization={organization} /> : null
}

/** Where they may work and since when is on the list of all. */
const columns = staffColumns.filter(({ id }) => id === 'name' || id === 'role' || id === 'security')

function People({ organization }: Props) {
  const { t } = useText()
  const go = useGo()
  const own = useOwnOrganization()
  const forbidden = useForbidden(createStaff)
  const query = useQuery(read(listStaff, { query: { organization, limit: 50 } }))
  return (
    <Section
      title={t('staff.title')}
      tools={
        <Group gap="md">
          <Anchor component={Link} href={to.staff(own === null ? { organization } : {})}>
            {t('organization.people.staff.all')}
          </Anchor>
          <ActionButton
            variant="default"
            leftSection={<IconPlus size={18} aria-hidden />}
            disabledReason={forbidden}
            onClick={() => go(to.newStaff(own === null ? { organization } : {}))}
          >
            {t('staff.new')}
          </ActionButton>
        </Group>
      }
    >
      <Shown query={query}>
        {({ items }) => (
          <DataTable
            label={t('staff.title')}
            columns={columns}
            rows={items}
            idOf={({ id }) => id}
            hrefOf={({ id }) => to.staffMember(id)}
            empty={<Text p="lg">{t('organization.people.staff.none')}</Text>}
          />
        )}
      </Shown>
    </Section>
  )
}
