import { listMessages } from '@cubby/protocol/operations/messages/list-messages'
import type { MessageReply } from '@cubby/protocol/operations/messages/message-shapes'
import type { ShipmentId } from '@cubby/kit/ids'
import { Anchor, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { to } from '../../paths.ts'
import { Link } from '../../support/Link.tsx'
import { Moment } from '../../support/Moment.tsx'
import { Shown } from '../../support/Shown.tsx'
import { named, useText } from '../../text.ts'
import { MessageState } from '../messages/MessageState.tsx'

/** Who was told what about a shipment, and whether it arrived. */
export function ShipmentMessages({ shipment }: { shipment: ShipmentId }) {
  const { t } = useText()
  const query = useQuery(read(listMessages, { query: { shipment, limit: 50 } }))
  return (
    <Shown query={query} lines={2}>
      {({ items }) =>
        items.length === 0 ? (
          <Text c="dimmed">{t('shipment.messages.empty')}</Text>
        ) : (
          <Stack gap="sm">
            {items.map((message) => (
              <Line key={message.id} message={message} />
            ))}
          </Stack>
        )
      }
    </Shown>
  )
}

function Line({ message }: { message: MessageReply }) {
  const { t } = useText()
  return (
    <Group justify="space-between" gap="xs">
      <div style={{ minWidth: 0 }}>
        <Anchor
          component={Link}
          href={to.messages({ shipment: message.shipment ?? '', message: message.id })}
        >
          {named(t, 'message.kind', message.kind)}
        </Anchor>
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {t(`message.channel.${message.channel}`)} ·{' '}
          <span className="ltr">{message.recipient}</span> · <Moment at={message.createdAt} />
        </Text>
      </div>
      <MessageState state={message.state} />
    </Group>
  )
}
