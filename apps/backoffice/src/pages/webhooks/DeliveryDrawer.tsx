import { readDelivery } from '@cubby/protocol/operations/webhooks/read-delivery'
import { replayDelivery } from '@cubby/protocol/operations/webhooks/replay-delivery'
import type {
  DeliveryInFull,
  WebhookReply,
} from '@cubby/protocol/operations/webhooks/webhook-shapes'
import { isId, type MessageId } from '@cubby/kit/ids'
import { Code, Drawer, Stack, Table, Text, Title } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useForbidden } from '../../session/me.ts'
import { ActionButton } from '../../support/ActionButton.tsx'
import { Facts } from '../../support/Facts.tsx'
import { useListSearch } from '../../support/list/list-search.ts'
import { Moment } from '../../support/Moment.tsx'
import { Shown } from '../../support/Shown.tsx'
import { TroubleNotice } from '../../support/TroubleNotice.tsx'
import { useText } from '../../text.ts'
import { MessageState } from '../messages/MessageState.tsx'

/** One event in full: the body as it was sent, each call as it ended, and another try. */
export function DeliveryDrawer({ webhook }: { webhook: WebhookReply }) {
  const { t } = useText()
  const { search, change } = useListSearch()
  const message = search['message'] ?? ''
  return (
    <Drawer
      opened={isId('msg', message)}
      onClose={() => change({ message: null }, { replace: true })}
      position="right"
      size="lg"
      title={t('webhook.delivery')}
    >
      {isId('msg', message) && <Loaded webhook={webhook} message={message} />}
    </Drawer>
  )
}

type LoadedProps = { webhook: WebhookReply; message: MessageId }

function Loaded({ webhook, message }: LoadedProps) {
  const query = useQuery(read(readDelivery, { params: { webhook: webhook.id, message } }))
  return (
    <Shown query={query}>{(delivery) => <Detail webhook={webhook} delivery={delivery} />}</Shown>
  )
}

type Props = { webhook: WebhookReply; delivery: DeliveryInFull }

function Detail({ webhook, delivery }: Props) {
  const { t } = useText()
  const moment = (at: string | null) => at && <Moment at={at} exact />
  return (
    <Stack gap="lg">
      <div>
        <MessageState state={delivery.state} />
      </div>
      <Facts
        cols={2}
        facts={[
          { label: t('webhook.event'), value: <span className="ltr">{delivery.event}</span> },
          { label: t('message.attempts'), value: delivery.attempts },
          { label: t('message.created'), value: moment(delivery.createdAt) },
          { label: t('message.next'), value: moment(delivery.nextAttemptAt) },
          { label: t('message.finished'), value: moment(delivery.finishedAt) },
          { label: t('page.id'), value: <span className="ltr">{delivery.message}</span> },
        ]}
      />
      <Replay webhook={webhook} delivery={delivery} />
      <Calls calls={delivery.calls} />
      <div>
        <Title order={3} size="h5" mb="xs">
          {t('webhook.body')}
        </Title>
        <Code block className="ltr" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {pretty(delivery.body)}
        </Code>
      </div>
    </Stack>
  )
}

/** The same, easier to read: it goes out on one line. */
const pretty = (body: string) => JSON.stringify(JSON.parse(body), null, 2)

function Calls({ calls }: Pick<DeliveryInFull, 'calls'>) {
  const { t } = useText()
  return (
    <div>
      <Title order={3} size="h5" mb="xs">
        {t('webhook.calls')}
      </Title>
      {calls.length === 0 ? (
        <Text c="dimmed">{t('webhook.calls.none')}</Text>
      ) : (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('webhook.call.at')}</Table.Th>
              <Table.Th>{t('webhook.answer')}</Table.Th>
              <Table.Th>{t('webhook.ms')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {calls.map(({ at, status, ms, error }, place) => (
              <Table.Tr key={place}>
                <Table.Td>
                  <Moment at={at} exact />
                </Table.Td>
                <Table.Td className="numbers">
                  <span className="ltr">{status ?? error}</span>
                </Table.Td>
                <Table.Td className="numbers">{t('webhook.ms.value', { ms })}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </div>
  )
}

function Replay({ webhook, delivery }: Props) {
  const { t } = useText()
  const forbidden = useForbidden('webhooks:write')
  const replay = useAction(replayDelivery, {
    stale: ['webhook.deliveries', 'webhook.delivery'],
    done: t('message.replay.done'),
  })
  const off = webhook.disabledAt === null ? undefined : t('webhook.disabled.now')
  const running = delivery.state === 'queued' ? t('webhook.replay.running') : undefined
  return (
    <div>
      <ActionButton
        variant="default"
        leftSection={<IconRefresh size={18} aria-hidden />}
        loading={replay.isRunning}
        disabledReason={forbidden ?? off ?? running}
        onClick={() =>
          void replay.run({ params: { webhook: webhook.id, message: delivery.message } })
        }
      >
        {t('webhook.replay')}
      </ActionButton>
      {replay.error !== null && <TroubleNotice error={replay.error} />}
    </div>
  )
}
