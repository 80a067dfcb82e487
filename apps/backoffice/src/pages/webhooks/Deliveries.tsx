import { messageStates } from '@cubby/protocol/operations/messages/message-shapes'
import { listDeliveries } from '@cubby/protocol/operations/webhooks/list-deliveries'
import type {
  DeliveryReply,
  WebhookReply,
} from '@cubby/protocol/operations/webhooks/webhook-shapes'
import { Anchor, Button, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { to } from '../../paths.ts'
import { Link } from '../../support/Link.tsx'
import { useListSearch } from '../../support/list/list-search.ts'
import { asked } from '../../support/list/asked.ts'
import { choiceFilter } from '../../support/list/choices.ts'
import type { Column } from '../../support/list/column.ts'
import { DataTable } from '../../support/list/DataTable.tsx'
import { FilterBar } from '../../support/list/FilterBar.tsx'
import { usePages } from '../../support/list/use-pages.ts'
import { Moment } from '../../support/Moment.tsx'
import { Section } from '../../support/Section.tsx'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'
import { MessageState } from '../messages/MessageState.tsx'
import { DeliveryDrawer } from './DeliveryDrawer.tsx'

const filters = [choiceFilter('state', 'filter.state', 'message.state', messageStates)]

/** What an endpoint was told, the latest first; one of them in full beside it. */
export function Deliveries({ webhook }: { webhook: WebhookReply }) {
  const { t } = useText()
  const { search, change } = useListSearch()
  const query = useQuery(
    read(listDeliveries, {
      params: { webhook: webhook.id },
      query: asked(search, ['state', 'after', 'limit']),
    }),
  )
  const pages = usePages(search, query.data?.next ?? null)
  const link = (message: string) => to.webhook(webhook.id, { ...search, message })
  return (
    <Section
      title={t('webhook.deliveries')}
      tools={<FilterBar filters={filters} search={search} onChange={change} />}
    >
      <Shown query={query}>
        {({ items }) => (
          <DataTable
            label={t('webhook.deliveries')}
            columns={columnsFor(link)}
            rows={items}
            idOf={({ message }) => message}
            hrefOf={({ message }) => link(message)}
            empty={<Text p="lg">{t('webhook.deliveries.none')}</Text>}
          />
        )}
      </Shown>
      {(pages.previous || pages.next) && (
        <Group component="nav" justify="flex-end" gap="xs" mt="sm" aria-label={t('list.pages')}>
          <Button
            variant="default"
            disabled={pages.previous === null}
            onClick={() => pages.previous?.()}
          >
            {t('list.previous')}
          </Button>
          <Button variant="default" disabled={pages.next === null} onClick={() => pages.next?.()}>
            {t('list.next')}
          </Button>
        </Group>
      )}
      <DeliveryDrawer webhook={webhook} />
    </Section>
  )
}

const columnsFor = (link: (message: string) => string): readonly Column<DeliveryReply>[] => [
  {
    id: 'event',
    head: 'webhook.event',
    cell: ({ message, event }) => (
      <Anchor component={Link} href={link(message)} fw={600} className="ltr">
        {event}
      </Anchor>
    ),
  },
  { id: 'state', head: 'filter.state', cell: ({ state }) => <MessageState state={state} /> },
  {
    id: 'answer',
    head: 'webhook.answer',
    isNumber: true,
    cell: ({ lastStatus, lastError }) => (
      <span className="ltr">{lastStatus ?? lastError ?? '–'}</span>
    ),
  },
  {
    id: 'ms',
    head: 'webhook.ms',
    isNumber: true,
    cell: ({ lastMs }) => (lastMs === null ? '–' : <Took ms={lastMs} />),
  },
  { id: 'attempts', head: 'message.attempts', isNumber: true, cell: ({ attempts }) => attempts },
  { id: 'created', head: 'message.created', cell: ({ createdAt }) => <Moment at={createdAt} /> },
]

function Took({ ms }: { ms: number }) {
  const { t } = useText()
  return t('webhook.ms.value', { ms })
}
