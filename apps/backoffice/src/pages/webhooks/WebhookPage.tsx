import type { WebhookReply } from '@cubby/protocol/operations/webhooks/webhook-shapes'
import { readWebhook } from '@cubby/protocol/operations/webhooks/read-webhook'
import type { WebhookId } from '@cubby/kit/ids'
import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { to } from '../../paths.ts'
import { DetailPage } from '../../support/DetailPage.tsx'
import { HistorySection } from '../../support/history/HistorySection.tsx'
import { Moment } from '../../support/Moment.tsx'
import { OrganizationName } from '../../support/Name.tsx'
import { useIdInAddress } from '../../support/id-in-address.ts'
import { Section } from '../../support/Section.tsx'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'
import { Deliveries } from './Deliveries.tsx'
import { WebhookActions } from './WebhookActions.tsx'
import { WebhookState } from './WebhookState.tsx'

const webhookQuery = (webhook: WebhookId) => read(readWebhook, { params: { webhook } })

/** One endpoint: what it is told, what became of it, and what can be done. */
export function WebhookPage() {
  const webhook = useIdInAddress<WebhookId>('webhook')
  const query = useQuery(webhookQuery(webhook))
  return <Shown query={query}>{(data) => <Detail webhook={data} />}</Shown>
}

function Detail({ webhook }: { webhook: WebhookReply }) {
  const { t } = useText()
  const { id, url, organization, events, createdAt, previousSecretUntil } = webhook
  return (
    <DetailPage
      title={url}
      crumbs={[{ label: t('webhooks.title'), href: to.webhooks() }]}
      badge={<WebhookState webhook={webhook} />}
      facts={[
        { label: t('filter.organization'), value: <OrganizationName id={organization} /> },
        { label: t('webhook.created'), value: <Moment at={createdAt} /> },
        {
          label: t('webhook.previous-secret'),
          value: previousSecretUntil && <Moment at={previousSecretUntil} />,
        },
        { label: t('page.id'), value: <span className="ltr">{id}</span> },
      ]}
      side={<WebhookActions webhook={webhook} />}
    >
      <Section title={t('webhook.events')}>
        <Text size="sm">
          <span className="ltr">{events.join(', ')}</span>
        </Text>
      </Section>
      <Deliveries webhook={webhook} />
      <HistorySection thing={id} />
    </DetailPage>
  )
}
