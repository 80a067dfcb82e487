import { listSegments } from '@cubby/protocol/operations/segments/list-segments'
import type { SegmentReply } from '@cubby/protocol/operations/segments/segment-shapes'
import { Anchor } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { read } from '../../api/client.ts'
import { to } from '../../paths.ts'
import { useForbidden } from '../../session/me.ts'
import { ActionButton } from '../../support/ActionButton.tsx'
import { useGo } from '../../support/go.ts'
import { Link } from '../../support/Link.tsx'
import { asked } from '../../support/list/asked.ts'
import type { Column } from '../../support/list/column.ts'
import { ListPage, type ListSource } from '../../support/list/ListPage.tsx'
import { Moment } from '../../support/Moment.tsx'
import { useText } from '../../text.ts'

const segments: ListSource<SegmentReply> = (search) =>
  read(listSegments, { query: asked(search, ['q', 'locker', 'after', 'limit']) })

const columns: readonly Column<SegmentReply>[] = [
  {
    id: 'name',
    head: 'segment.name',
    cell: ({ id, name }) => (
      <Anchor component={Link} href={to.segment(id)} fw={600}>
        {name}
      </Anchor>
    ),
    csv: ({ name }) => name,
  },
  {
    id: 'by',
    head: 'segment.by',
    cell: (row) => <By segment={row} />,
    csv: ({ rule }) => (rule === null ? 'hand' : 'rule'),
  },
  {
    id: 'lockers',
    head: 'lockers.title',
    isNumber: true,
    cell: ({ lockers }) => lockers,
    csv: ({ lockers }) => lockers,
  },
  {
    id: 'rank',
    head: 'segment.rank',
    isNumber: true,
    cell: ({ rank }) => rank,
    csv: ({ rank }) => rank,
  },
  {
    id: 'created',
    head: 'locker.created',
    isExtra: true,
    cell: ({ createdAt }) => <Moment at={createdAt} />,
    csv: ({ createdAt }) => createdAt,
  },
]

/** Named groups of lockers. */
export function SegmentsPage() {
  const { t } = useText()
  const go = useGo()
  const forbidden = useForbidden('network:write')
  return (
    <ListPage
      title="segments.title"
      help="segments.help"
      search="segment.name"
      empty="segments.empty"
      source={segments}
      columns={columns}
      idOf={({ id }) => id}
      hrefOf={({ id }) => to.segment(id)}
      csv="segments"
      actions={
        <ActionButton
          leftSection={<IconPlus size={18} aria-hidden />}
          disabledReason={forbidden}
          onClick={() => go(to.newSegment())}
        >
          {t('segments.new')}
        </ActionButton>
      }
    />
  )
}

function By({ segment: { rule } }: { segment: SegmentReply }) {
  const { t } = useText()
  return t(rule === null ? 'segment.by.hand' : 'segment.by.rule')
}
