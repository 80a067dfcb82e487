import type { WebhookReply } from '@cubby/protocol/operations/webhooks/webhook-shapes'
import { Anchor, Text } from '@mantine/core'
import { to } from '../../paths.ts'
import { Link } from '../../support/Link.tsx'
import type { Column } from '../../support/list/column.ts'
import { Moment } from '../../support/Moment.tsx'
import { OrganizationName } from '../../support/Name.tsx'
import { WebhookState } from './WebhookState.tsx'

/** How endpoints stand in a list. */
export const webhookColumns: readonly Column<WebhookReply>[] = [
  {
    id: 'url',
    head: 'webhook.url',
    cell: ({ id, url }) => (
      <Anchor component={Link} href={to.webhook(id)} fw={600} className="ltr">
        <span style={{ overflowWrap: 'anywhere' }}>{url}</span>
      </Anchor>
    ),
    csv: ({ url }) => url,
  },
  {
    id: 'organization',
    head: 'filter.organization',
    cell: ({ organization }) => <OrganizationName id={organization} />,
    csv: ({ organization }) => organization,
  },
  {
    id: 'events',
    head: 'webhook.events',
    cell: ({ events }) => (
      <Text size="sm" className="ltr" maw={280} lineClamp={2} title={events.join(', ')}>
        {events.join(', ')}
      </Text>
    ),
    csv: ({ events }) => events.join(' '),
  },
  {
    id: 'state',
    head: 'filter.state',
    cell: (row) => <WebhookState webhook={row} />,
    csv: ({ disabledAt }) => (disabledAt ? 'disabled' : 'called'),
  },
  {
    id: 'created',
    head: 'webhook.created',
    cell: ({ createdAt }) => <Moment at={createdAt} />,
    csv: ({ createdAt }) => createdAt,
  },
]
