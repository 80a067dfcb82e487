import {
  disputeStates,
  type DisputeReply,
} from '@cubby/protocol/operations/disputes/dispute-shapes'
import { listDisputes } from '@cubby/protocol/operations/disputes/list-disputes'
import { Anchor } from '@mantine/core'
import { read } from '../../api/client.ts'
import { to } from '../../paths.ts'
import { Link } from '../../support/Link.tsx'
import { asked } from '../../support/list/asked.ts'
import { choiceFilter, lockerFilter } from '../../support/list/choices.ts'
import type { Column } from '../../support/list/column.ts'
import { ListPage, type ListSource } from '../../support/list/ListPage.tsx'
import { Moment } from '../../support/Moment.tsx'
import { named, useText } from '../../text.ts'
import { DisputeState } from './DisputeState.tsx'

const disputes: ListSource<DisputeReply> = (search) =>
  read(listDisputes, { query: asked(search, ['state', 'locker', 'after', 'limit']) })

const filters = [
  choiceFilter('state', 'filter.state', 'dispute.state', disputeStates),
  lockerFilter,
]

const columns: readonly Column<DisputeReply>[] = [
  {
    id: 'problem',
    head: 'dispute.problem',
    cell: (row) => (
      <Anchor component={Link} href={to.dispute(row.id)} fw={600}>
        <Problem dispute={row} />
      </Anchor>
    ),
    csv: ({ problem }) => problem,
  },
  {
    id: 'state',
    head: 'filter.state',
    cell: ({ state }) => <DisputeState state={state} />,
    csv: ({ state }) => state,
  },
  {
    id: 'locker',
    head: 'filter.locker',
    cell: ({ locker, lockerName }) => (
      <Anchor component={Link} href={to.locker(locker)}>
        {lockerName}
      </Anchor>
    ),
    csv: ({ lockerName }) => lockerName,
  },
  {
    id: 'cell',
    head: 'cell.name',
    cell: ({ cellName }) => cellName,
    csv: ({ cellName }) => cellName,
  },
  { id: 'at', head: 'dispute.at', cell: ({ at }) => <Moment at={at} />, csv: ({ at }) => at },
]

/** What people at lockers said was wrong. */
export function DisputesPage() {
  return (
    <ListPage
      title="disputes.title"
      help="disputes.help"
      empty="disputes.empty"
      source={disputes}
      columns={columns}
      filters={filters}
      idOf={({ id }) => id}
      hrefOf={({ id }) => to.dispute(id)}
      csv="disputes"
    />
  )
}

function Problem({ dispute: { problem } }: { dispute: DisputeReply }) {
  const { t } = useText()
  return named(t, 'dispute.problem', problem)
}
