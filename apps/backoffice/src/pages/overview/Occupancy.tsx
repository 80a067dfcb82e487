import type { OverviewReply } from '@cubby/protocol/operations/overview/overview-shapes'
import { Anchor, Group, Text } from '@mantine/core'
import { to } from '../../paths.ts'
import { useFormat } from '../../support/format.ts'
import { Link } from '../../support/Link.tsx'
import type { Column } from '../../support/list/column.ts'
import { DataTable } from '../../support/list/DataTable.tsx'
import { useText } from '../../text.ts'

type Row = OverviewReply['occupancy'][number]

const columns: readonly Column<Row>[] = [
  {
    id: 'name',
    head: 'locker.name',
    cell: ({ locker, name }) => (
      <Anchor component={Link} href={to.locker(locker)}>
        {name}
      </Anchor>
    ),
  },
  { id: 'share', head: 'occupancy.share', cell: (row) => <Bar row={row} /> },
  { id: 'used', head: 'occupancy.used', isNumber: true, cell: ({ used }) => used },
  { id: 'out', head: 'occupancy.out', isNumber: true, cell: ({ outOfUse }) => outOfUse },
  { id: 'cells', head: 'locker.cells', isNumber: true, cell: ({ cells }) => cells },
]

/** How full each locker is, the fullest first: the bars and their numbers in one table. */
export function Occupancy({ overview: { occupancy } }: { overview: OverviewReply }) {
  const { t } = useText()
  return (
    <DataTable
      label={t('overview.occupancy')}
      columns={columns}
      rows={occupancy}
      idOf={({ locker }) => locker}
      hrefOf={({ locker }) => to.locker(locker)}
      empty={
        <Text p="lg" c="dimmed">
          {t('lockers.empty')}
        </Text>
      }
    />
  )
}

function Bar({ row: { used, outOfUse, cells } }: { row: Row }) {
  const { share } = useFormat()
  const part = (count: number) => (cells === 0 ? 0 : count / cells)
  const width = (count: number) => `${part(count) * 100}%`
  return (
    <Group gap="sm" wrap="nowrap">
      <div
        aria-hidden
        style={{
          display: 'flex',
          flex: '1 1 120px',
          height: 14,
          minWidth: 100,
          overflow: 'hidden',
          borderRadius: 4,
          background: 'var(--c-sunken)',
          border: '1px solid var(--c-edge)',
        }}
      >
        <span style={{ width: width(used), background: 'var(--c-link)' }} />
        <span
          style={{
            width: width(outOfUse),
            background:
              'repeating-linear-gradient(45deg, var(--c-edge) 0 3px, var(--c-sunken) 3px 6px)',
          }}
        />
      </div>
      <Text className="numbers" w={48}>
        {share(part(used))}
      </Text>
    </Group>
  )
}
