import { ActionIcon, Checkbox, Group, Skeleton, Table, Text } from '@mantine/core'
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react'
import type { MouseEvent, ReactNode } from 'react'
import { useText } from '../../text.ts'
import { useGo } from '../go.ts'
import type { Column } from './column.ts'
import { useDensity } from './density.ts'
import type { Selection } from './use-selection.ts'

type Props<Row> = {
  label: string
  columns: readonly Column<Row>[]
  /** Undefined while they are on their way. */
  rows: readonly Row[] | undefined
  idOf: (row: Row) => string
  /** Where a click on the row leads. The first column holds a link to it too, for the keyboard. */
  hrefOf?: ((row: Row) => string) | undefined
  /** The order as the server names it, `-` before it for the other way round. */
  sort?: string | undefined
  onSort?: (sort: string) => void
  /** Where rows can be chosen, for what is done to many at once. */
  selection?: Selection<Row> | undefined
  /** What a chosen row is called. */
  nameOf?: ((row: Row) => string) | undefined
  empty: ReactNode
}

/** Rows under a head that stays where it is. */
export function DataTable<Row>(props: Props<Row>) {
  const { label, columns, rows, idOf, hrefOf, selection, empty } = props
  const { t } = useText()
  const { isCompact } = useDensity()
  const go = useGo()
  const open = (row: Row) => (event: MouseEvent<HTMLElement>) => {
    const isOnControl = event.target instanceof Element && event.target.closest('a, button, input')
    if (hrefOf && !isOnControl && !window.getSelection()?.toString()) go(hrefOf(row))
  }
  if (rows?.length === 0) return <div className="card">{empty}</div>
  return (
    <Table.ScrollContainer minWidth={Math.min(140 * columns.length, 900)} className="card">
      <Table
        aria-label={label}
        stickyHeader
        verticalSpacing={isCompact ? 4 : 'sm'}
        horizontalSpacing={isCompact ? 'sm' : 'md'}
      >
        <Table.Thead>
          <Table.Tr>
            {selection && <ChooseAll selection={selection} />}
            {columns.map((column) => (
              <Head key={column.id} column={column} sort={props.sort} onSort={props.onSort} />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows?.map((row) => (
            <Table.Tr
              key={idOf(row)}
              className={hrefOf ? 'clickable' : undefined}
              onClick={open(row)}
            >
              {selection && (
                <Table.Td w={44}>
                  <Checkbox
                    aria-label={t('list.bulk.choose', { name: props.nameOf?.(row) ?? idOf(row) })}
                    checked={selection.has(row)}
                    disabled={!selection.mayChoose(row)}
                    onChange={() => selection.toggle(row)}
                  />
                </Table.Td>
              )}
              {columns.map(({ id, cell, isNumber }) => (
                <Table.Td key={id} className={isNumber ? 'numbers' : undefined}>
                  {cell(row)}
                </Table.Td>
              ))}
            </Table.Tr>
          )) ?? <Waiting columns={columns.length} />}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

function ChooseAll<Row>({ selection }: { selection: Selection<Row> }) {
  const { t } = useText()
  const { rows, isAll, toggleAll } = selection
  return (
    <Table.Th w={44}>
      <Checkbox
        aria-label={t('list.bulk.all')}
        checked={isAll}
        indeterminate={rows.length > 0 && !isAll}
        onChange={toggleAll}
      />
    </Table.Th>
  )
}

function Waiting({ columns }: { columns: number }) {
  return Array.from({ length: 6 }, (_, line) => (
    <Table.Tr key={line}>
      {Array.from({ length: columns }, (__, column) => (
        <Table.Td key={column}>
          <Skeleton height={18} />
        </Table.Td>
      ))}
    </Table.Tr>
  ))
}

type HeadProps<Row> = {
  column: Column<Row>
  sort: string | undefined
  onSort: ((sort: string) => void) | undefined
}

function Head<Row>({ column, sort, onSort }: HeadProps<Row>) {
  const { t } = useText()
  const by = column.sort
  if (by === undefined || !onSort)
    return <Table.Th style={{ whiteSpace: 'nowrap' }}>{t(column.head)}</Table.Th>
  const way = sort === by ? 'ascending' : sort === `-${by}` ? 'descending' : 'none'
  const Arrow = { ascending: IconArrowUp, descending: IconArrowDown, none: IconArrowsSort }[way]
  return (
    <Table.Th aria-sort={way} style={{ whiteSpace: 'nowrap' }}>
      <Group gap={4} wrap="nowrap">
        <Text inherit>{t(column.head)}</Text>
        <ActionIcon
          size="sm"
          variant="subtle"
          aria-label={t('list.sort-by', { column: t(column.head) })}
          onClick={() => onSort(way === 'ascending' ? `-${by}` : by)}
        >
          <Arrow size={16} aria-hidden />
        </ActionIcon>
      </Group>
    </Table.Th>
  )
}
