import type { MessageReply } from '@cubby/protocol/operations/messages/message-shapes'
import { replayMessage } from '@cubby/protocol/operations/messages/replay-message'
import { Anchor, Code, Drawer, Stack, Text, Title } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useAction } from '../../api/use-action.ts'
import { to } from '../../paths.ts'
import { useForbidden } from '../../session/me.ts'
import { ActionButton } from '../../support/ActionButton.tsx'
import { Facts } from '../../support/Facts.tsx'
import { Link } from '../../support/Link.tsx'
import { useListSearch } from '../../support/list/list-search.ts'
import { Moment } from '../../support/Moment.tsx'
import { OrganizationName } from '../../support/Name.tsx'
import { TroubleNotice } from '../../support/TroubleNotice.tsx'
import { named, useText } from '../../text.ts'
import { MessageState } from './MessageState.tsx'

/** One message: how far it came, why it did not arrive, what it says, and another try. */
export function MessageDrawer({ messages }: { messages: readonly MessageReply[] }) {
  const { t } = useText()
  const { search, change } = useListSearch()
  const message = messages.find(({ id }) => id === search['message'])
  return (
    <Drawer
      opened={message !== undefined}
      onClose={() => change({ message: null }, { replace: true })}
      position="right"
      size="lg"
      title={message && named(t, 'message.kind', message.kind)}
    >
      {message && <Detail message={message} />}
    </Drawer>
  )
}

function Detail({ message }: { message: MessageReply }) {
  const { t } = useText()
  return (
    <Stack gap="lg">
      <div>
        <MessageState state={message.state} />
      </div>
      <Facts cols={2} facts={useFacts(message)} />
      {message.lastError && (
        <div>
          <Title order={3} size="h5">
            {t('message.error')}
          </Title>
          <Code block className="ltr" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {message.lastError}
          </Code>
        </div>
      )}
      <Replay message={message} />
      <div>
        <Title order={3} size="h5" mb="xs">
          {t('message.text')}
        </Title>
        {message.text === null ? (
          <Text c="dimmed">{t('message.text.hidden')}</Text>
        ) : (
          <div
            dir="auto"
            className="card"
            style={{ padding: 16, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
          >
            {message.text}
          </div>
        )}
      </div>
    </Stack>
  )
}

function useFacts(message: MessageReply) {
  const { t } = useText()
  const moment = (at: string | null) => at && <Moment at={at} exact />
  return [
    { label: t('filter.channel'), value: t(`message.channel.${message.channel}`) },
    { label: t('message.recipient'), value: <span className="ltr">{message.recipient}</span> },
    { label: t('message.created'), value: moment(message.createdAt) },
    { label: t('message.finished'), value: moment(message.finishedAt) },
    { label: t('message.attempts'), value: message.attempts },
    { label: t('message.next'), value: moment(message.nextAttemptAt) },
    {
      label: t('message.shipment'),
      value: message.shipment && (
        <Anchor component={Link} href={to.shipment(message.shipment)}>
          {t('dispute.shipment.open')}
        </Anchor>
      ),
    },
    { label: t('filter.organization'), value: <OrganizationName id={message.organization} /> },
  ]
}

function Replay({ message }: { message: MessageReply }) {
  const { t } = useText()
  const forbidden = useForbidden('operations:write')
  const replay = useAction(replayMessage, {
    stale: ['message.list'],
    done: t('message.replay.done'),
  })
  const notNow = message.state === 'dead' ? undefined : t('message.replay.forbidden')
  return (
    <div>
      <ActionButton
        variant="default"
        leftSection={<IconRefresh size={18} aria-hidden />}
        loading={replay.isRunning}
        disabledReason={forbidden ?? notNow}
        onClick={() => void replay.run({ params: { message: message.id } })}
      >
        {t('message.replay')}
      </ActionButton>
      {replay.error !== null && <TroubleNotice error={replay.error} />}
    </div>
  )
}
