import { type ImportReport, importResults } from '@cubby/protocol/operations/network/import-shapes'
import { Anchor, Button, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { to } from '../../paths.ts'
import { Link } from '../../support/Link.tsx'
import type { Column } from '../../support/list/column.ts'
import { DataTable } from '../../support/list/DataTable.tsx'
import type { Filter } from '../../support/list/filter.ts'
import { choiceFilter } from '../../support/list/choices.ts'
import { FilterBar } from '../../support/list/FilterBar.tsx'
import { Section } from '../../support/Section.tsx'
import { named, useText } from '../../text.ts'
import { ResultSign } from './ResultSign.tsx'

type Item = ImportReport['items'][number]

const PAGE = 100
const resultFilter = choiceFilter('result', 'import.result', 'import.result', importResults)

const columns: readonly Column<Item>[] = [
  { id: 'row', head: 'import.row', isNumber: true, cell: ({ row }) => row },
  {
    id: 'name',
    head: 'location.name',
    cell: ({ code, name, location }) => (
      <>
        {location ? (
          <Anchor component={Link} href={to.location(location)}>
            {name ?? code}
          </Anchor>
        ) : (
          <Text>{name ?? '–'}</Text>
        )}
        <Text size="sm" c="dimmed">
          {code}
        </Text>
      </>
    ),
  },
  { id: 'result', head: 'import.result', cell: ({ result }) => <ResultSign result={result} /> },
  { id: 'notes', head: 'import.notes', cell: (row) => <Notes item={row} /> },
]

/** The rows of a file, to be narrowed to what somebody wants to look at. */
export function ImportRows({ report }: { report: ImportReport }) {
  const { t } = useText()
  const [search, setSearch] = useState<Record<string, string>>({})
  const [shown, setShown] = useState(PAGE)
  const codeFilter: Filter = {
    name: 'code',
    label: 'import.notes',
    useChoices: () =>
      report.codes.map(({ code, level, rows }) => ({
        value: `${level} ${code}`,
        label: t('import.code.of', { what: named(t, 'import.code', code), count: rows }),
      })),
  }
  const rows = report.items.filter(
    ({ result, notes }) =>
      (search['result'] === undefined || result === search['result']) &&
      (search['code'] === undefined ||
        notes.some(({ level, code }) => `${level} ${code}` === search['code'])),
  )
  const change = (next: Record<string, string | null>) => {
    setShown(PAGE)
    setSearch((before) =>
      Object.fromEntries(
        Object.entries({ ...before, ...next }).filter(
          (entry): entry is [string, string] => entry[1] !== null,
        ),
      ),
    )
  }
  return (
    <Section
      title={t('import.rows')}
      tools={<FilterBar filters={[resultFilter, codeFilter]} search={search} onChange={change} />}
    >
      <Stack>
        <DataTable
          label={t('import.rows')}
          columns={columns}
          rows={rows.slice(0, shown)}
          idOf={({ row }) => String(row)}
          empty={<Text p="lg">{t('list.none-found')}</Text>}
        />
        {rows.length > shown && (
          <div>
            <Button variant="default" onClick={() => setShown(shown + PAGE)}>
              {t('import.more', { count: rows.length - shown })}
            </Button>
          </div>
        )}
      </Stack>
    </Section>
  )
}

function Notes({ item: { notes } }: { item: Item }) {
  const { t } = useText()
  if (notes.length === 0) return '–'
  return notes.map(({ level, code, field, detail }) => (
    <Text
      key={`${level} ${code} ${field}`}
      size="sm"
      {...(level === 'refusal' ? { c: 'alarm' } : {})}
    >
      {named(t, 'import.code', code)}{' '}
      <Text span size="sm" c="dimmed" className="ltr">
        {field && `${field}: `}
        {detail}
      </Text>
    </Text>
  ))
}
