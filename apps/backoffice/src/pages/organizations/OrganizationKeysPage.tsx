import { listKeys } from '@cubby/protocol/operations/keys/list-keys'
import type { ApiKeyReply } from '@cubby/protocol/operations/keys/key-shapes'
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
import { OrganizationFrame } from './OrganizationFrame.tsx'

const columns: readonly Column<ApiKeyReply>[] = [
  { id: 'name', head: 'key.name', cell: ({ name }) => <Text fw={600}>{name}</Text> },
  {
    id: 'scopes',
    head: 'key.scopes',
    cell: ({ scopes }) => (
      <Text size="sm" className="ltr" lineClamp={2} title={scopes.join(', ')}>
        {scopes.join(', ')}
      </Text>
    ),
  },
  {
    id: 'used',
    head: 'key.used',
    cell: ({ lastUsedAt }) => (lastUsedAt ? <Moment at={lastUsedAt} /> : '–'),
  },
]

/** The keys of its programs that work. */
export function OrganizationKeysPage() {
  return <OrganizationFrame>{({ id }) => <Keys organization={id} />}</OrganizationFrame>
}

function Keys({ organization }: { organization: OrganizationId }) {
  const { t } = useText()
  const query = useQuery(read(listKeys, { query: { organization, state: 'working', limit: 100 } }))
  return (
    <Section
      title={t('organization.tab.keys')}
      tools={
        <Anchor component={Link} href={to.keys({ organization })}>
          {t('organization.keys.manage')}
        </Anchor>
      }
    >
      <Shown query={query}>
        {({ items }) => (
          <DataTable
            label={t('organization.tab.keys')}
            columns={columns}
            rows={items}
            idOf={({ id }) => id}
            empty={<Text p="lg">{t('organization.keys.none')}</Text>}
          />
        )}
      </Shown>
    </Section>
  )
}
