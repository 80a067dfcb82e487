import { listWebhooks } from '@cubby/protocol/operations/webhooks/list-webhooks'
import type { OrganizationId } from '@cubby/kit/ids'
import { Anchor, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { to } from '../../paths.ts'
import { Link } from '../../support/Link.tsx'
import { DataTable } from '../../support/list/DataTable.tsx'
import { Section } from '../../support/Section.tsx'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'
import { webhookColumns } from '../webhooks/webhook-columns.tsx'
import { OrganizationFrame } from './OrganizationFrame.tsx'

const columns = webhookColumns.filter(({ id }) => id !== 'organization')

/** Where its programs are told of events. */
export function OrganizationWebhooksPage() {
  return <OrganizationFrame>{({ id }) => <Webhooks organization={id} />}</OrganizationFrame>
}

function Webhooks({ organization }: { organization: OrganizationId }) {
  const { t } = useText()
  const query = useQuery(read(listWebhooks, { query: { organization, limit: 50 } }))
  return (
    <Section
      title={t('webhooks.title')}
      tools={
        <Anchor component={Link} href={to.newWebhook({ organization })}>
          {t('webhooks.new')}
        </Anchor>
      }
    >
      <Shown query={query}>
        {({ items }) => (
          <DataTable
            label={t('webhooks.title')}
            columns={columns}
            rows={items}
            idOf={({ id }) => id}
            hrefOf={({ id }) => to.webhook(id)}
            empty={<Text p="lg">{t('organization.webhooks.none')}</Text>}
          />
        )}
      </Shown>
    </Section>
  )
}
