import { Button, Group, Stack, Text } from '@mantine/core'
import { useQuery, type UseQueryOptions } from '@tanstack/react-query'
import { IconChevronLeft, IconChevronRight, IconFilterOff } from '@tabler/icons-react'
import type { OfficeTextId } from '@cubby/i18n/office/texts'
import type { ReactNode } from 'react'
import { queries } from '../../api/client.ts'
import { useText } from '../../text.ts'
import { type ListSearch, useListSearch } from './list-search.ts'
import { Page } from '../Page.tsx'
import { TroubleNotice } from '../TroubleNotice.tsx'
import { BulkBar } from './BulkBar.tsx'
import { type Column, shownColumns } from './column.ts'
import { csvOf } from './csv.ts'
import { DataTable } from './DataTable.tsx'
import type { Filter } from './filter.ts'
import { FilterBar } from './FilterBar.tsx'
import { ColumnChoice, CsvButton, saveFile } from './ListTools.tsx'
import { usePages } from './use-pages.ts'
import { useSelection } from './use-selection.ts'

export type RowPage<Row> = { items: Row[]; next: string | null }
/** The question to the server that belongs to an address. */
export type ListSource<Row> = (search: ListSearch) => UseQueryOptions<RowPage<Row>>

type Props<Row> = {
  title: OfficeTextId
  help: OfficeTextId
  source: ListSource<Row>
  columns: readonly Column<Row>[]
  idOf: (row: Row) => string
  hrefOf?: (row: Row, search: ListSearch) => string
  filters?: readonly Filter[]
  /** What can be searched for; without it there is no field. */
  search?: OfficeTextId
  /** How the list gets its first row. */
  empty: OfficeTextId
  actions?: ReactNode
  /** The name of an exported file, or the address of the server's own export. */
  csv?: string | ((search: ListSearch) => string)
  /** What can be done to many rows at once. */
  bulk?: Bulk<Row>
  /** One of the rows in full, laid over the list. */
  detail?: (rows: readonly Row[]) => ReactNode
}

/** Which rows can be chosen, how each is called, and what is offered for those that are. */
export type Bulk<Row> = {
  mayChoose: (row: Row) => boolean
  nameOf: (row: Row) => string
  actions: (rows: readonly Row[], clear: () => void) => ReactNode
}

/** Rows that one export holds at most: what a spreadsheet and a browser bear. */
const EXPORT_PAGES = 100

/** A list as every list looks: title, help, filters, table, pages. */
export function ListPage<Row>(props: Props<Row>) {
  const { t } = useText()
  const { search, change } = useListSearch()
  const query = useQuery(props.source(search))
  const pages = usePages(search, query.data?.next ?? null)
  const { hrefOf, bulk, filters = [] } = props
  const selection = useSelection(query.data?.items ?? [], props.idOf, bulk?.mayChoose ?? nobody)
  const isNarrowed = ['q', ...filters.map(({ name }) => name)].some((name) => search[name])
  const shown = shownColumns(props.columns, search['columns'])
  return (
    <Page title={t(props.title)} help={t(props.help)} actions={props.actions}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <div style={{ flex: '1 1 320px' }}>
          <FilterBar
            searchLabel={props.search && t(props.search)}
            filters={filters}
            search={search}
            onChange={change}
          />
        </div>
        <Tools {...props} listSearch={search} change={change} />
      </Group>
      {bulk && (
        <BulkBar count={selection.rows.length} onClear={selection.clear}>
          {bulk.actions(selection.rows, selection.clear)}
        </BulkBar>
      )}
      {query.error && <TroubleNotice error={query.error} onRetry={() => void query.refetch()} />}
      {(query.data || query.isPending) && (
        <DataTable
          label={t(props.title)}
          columns={shown}
          rows={query.data?.items}
          idOf={props.idOf}
          hrefOf={hrefOf && ((row) => hrefOf(row, search))}
          selection={bulk && selection}
          nameOf={bulk?.nameOf}
          sort={search['sort']}
          onSort={(sort) => change({ sort })}
          empty={
            <Nothing
              text={t(isNarrowed ? 'list.none-found' : props.empty)}
              onReset={
                isNarrowed
                  ? () =>
                      change(
                        Object.fromEntries(
                          ['q', ...filters.map(({ name }) => name)].map((name) => [name, null]),
                        ),
                      )
                  : undefined
              }
            />
          }
        />
      )}
      {(pages.previous || pages.next) && <Pager {...pages} />}
      {props.detail?.(query.data?.items ?? [])}
    </Page>
  )
}

const nobody = () => false

type ToolsProps<Row> = Props<Row> & {
  listSearch: ListSearch
  change: (change: Record<string, string | null>) => void
}

function Tools<Row>({ columns, csv, source, listSearch, change }: ToolsProps<Row>) {
  const { t } = useText()
  const exportRows = async () => {
    if (typeof csv === 'function') return window.location.assign(csv(listSearch))
    const rows: Row[] = []
    let after: string | undefined
    for (let page = 0; page < EXPORT_PAGES; page++) {
      const { items, next } = await queries.fetchQuery(
        source({ ...listSearch, limit: '200', after: after ?? '' }),
      )
      rows.push(...items)
      if (!next) break
      after = next
    }
    const titled = columns.map((column) => ({ ...column, title: t(column.head) }))
    saveFile(`${csv}.csv`, 'text/csv;charset=utf-8', csvOf(titled, rows))
  }
  return (
    <Group gap="xs">
      <ColumnChoice
        columns={columns}
        chosen={listSearch['columns']}
        onChoose={(chosen) => change({ columns: chosen })}
      />
      {csv !== undefined && <CsvButton onExport={exportRows} />}
    </Group>
  )
}

function Nothing({ text, onReset }: { text: string; onReset: (() => void) | undefined }) {
  const { t } = useText()
  return (
    <Stack align="center" p="xl" gap="sm">
      <Text ta="center" maw={520}>
        {text}
      </Text>
      {onReset && (
        <Button
          variant="default"
          leftSection={<IconFilterOff size={18} aria-hidden />}
          onClick={onReset}
        >
          {t('list.filter.reset')}
        </Button>
      )}
    </Stack>
  )
}

type PagerProps = { previous: (() => void) | null; next: (() => void) | null }

function Pager({ previous, next }: PagerProps) {
  const { t, direction } = useText()
  const turn = { transform: direction === 'rtl' ? 'rotate(180deg)' : undefined }
  return (
    <Group component="nav" justify="flex-end" gap="xs" aria-label={t('list.pages')}>
      <Button
        variant="default"
        disabled={previous === null}
        leftSection={<IconChevronLeft size={18} aria-hidden style={turn} />}
        onClick={() => previous?.()}
      >
        {t('list.previous')}
      </Button>
      <Button
        variant="default"
        disabled={next === null}
        rightSection={<IconChevronRight size={18} aria-hidden style={turn} />}
        onClick={() => next?.()}
      >
        {t('list.next')}
      </Button>
    </Group>
  )
}
