import { listMessages } from '@cubby/protocol/operations/messages/list-messages'
import {
  channels,
  type MessageReply,
  messageStates,
} from '@cubby/protocol/operations/messages/message-shapes'
import { Anchor } from '@mantine/core'
import { read } from '../../api/client.ts'
import { to } from '../../paths.ts'
import { Link } from '../../support/Link.tsx'
import { asked } from '../../support/list/asked.ts'
import { choiceFilter, organizationFilter } from '../../support/list/choices.ts'
import type { Column } from '../../support/list/column.ts'
import { ListPage, type ListSource } from '../../support/list/ListPage.tsx'
import { useListSearch } from '../../support/list/list-search.ts'
import { Moment } from '../../support/Moment.tsx'
import { OrganizationName } from '../../support/Name.tsx'
import { named, useText } from '../../text.ts'
import { MessageDrawer } from './MessageDrawer.tsx'
import { MessageState } from './MessageState.tsx'

const names = ['state', 'channel', 'organization', 'shipment', 'after', 'limit'] as const
const messages: ListSource<MessageReply> = (search) =>
  read(listMessages, { query: asked(search, names) })

const filters = [
  choiceFilter('state', 'filter.state', 'message.state', messageStates),
  choiceFilter('channel', 'filter.channel', 'message.channel', channels),
  organizationFilter,
]

const columns: readonly Column<MessageReply>[] = [
  {
    id: 'kind',
    head: 'message.kind',
    cell: (row) => <Kind message={row} />,
    csv: ({ kind }) => kind,
  },
  {
    id: 'state',
    head: 'filter.state',
    cell: ({ state }) => <MessageState state={state} />,
    csv: ({ state }) => state,
  },
  {
    id: 'channel',
    head: 'filter.channel',
    cell: (row) => <Channel message={row} />,
    csv: ({ channel }) => channel,
  },
  {
    id: 'recipient',
    head: 'message.recipient',
    cell: ({ recipient }) => <span className="ltr">{recipient}</span>,
    csv: ({ recipient }) => recipient,
  },
  {
    id: 'created',
    head: 'message.created',
    cell: ({ createdAt }) => <Moment at={createdAt} />,
    csv: ({ createdAt }) => createdAt,
  },
  {
    id: 'attempts',
    head: 'message.attempts',
    isNumber: true,
    isExtra: true,
    cell: ({ attempts }) => attempts,
    csv: ({ attempts }) => attempts,
  },
  {
    id: 'organization',
    head: 'filter.organization',
    isExtra: true,
    cell: ({ organization }) => <OrganizationName id={organization} />,
    csv: ({ organization }) => organization,
  },
]

/** What was told to whom, and what could not be told. */
export function MessagesPage() {
  return (
    <ListPage
      title="messages.title"
      help="messages.help"
      empty="messages.empty"
      source={messages}
      columns={columns}
      filters={filters}
      idOf={({ id }) => id}
      hrefOf={({ id }, search) => to.messages({ ...search, message: id })}
      csv="messages"
      detail={(rows) => <MessageDrawer messages={rows} />}
    />
  )
}

function Kind({ message: { id, kind } }: { message: MessageReply }) {
  const { t } = useText()
  const { search } = useListSearch()
  return (
    <Anchor component={Link} href={to.messages({ ...search, message: id })} fw={600}>
      {named(t, 'message.kind', kind)}
    </Anchor>
  )
}

function Channel({ message: { channel } }: { message: MessageReply }) {
  const { t } = useText()
  return t(`message.channel.${channel}`)
}
