import { Button, Checkbox, Popover, Stack, Switch } from '@mantine/core'
import { IconColumns3, IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { useText } from '../../text.ts'
import { type Column, shownColumns } from './column.ts'
import { useDensity } from './density.ts'

type ColumnsProps<Row> = {
  columns: readonly Column<Row>[]
  chosen: string | undefined
  onChoose: (columns: string | null) => void
}

/** Which columns the table has. */
export function ColumnChoice<Row>({ columns, chosen, onChoose }: ColumnsProps<Row>) {
  const { t } = useText()
  const { isCompact, setCompact } = useDensity()
  const shown = new Set(shownColumns(columns, chosen).map(({ id }) => id))
  const toggle = (id: string) => {
    const next = columns.filter((column) => shown.has(column.id) !== (column.id === id))
    onChoose(next.map((column) => column.id).join(',') || null)
  }
  return (
    <Popover position="bottom-end" shadow="md" trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconColumns3 size={18} aria-hidden />}>
          {t('list.columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('list.columns')}>
        <Stack gap="xs">
          <Switch
            label={t('list.compact')}
            checked={isCompact}
            onChange={(event) => setCompact(event.currentTarget.checked)}
          />
          {columns.map(({ id, head }) => (
            <Checkbox
              key={id}
              label={t(head)}
              checked={shown.has(id)}
              disabled={shown.size === 1 && shown.has(id)}
              onChange={() => toggle(id)}
            />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

/** Gives the browser a file to keep. */
export function saveFile(name: string, type: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}

/** Makes a file of all rows that the filters leave, not only of this page. */
export function CsvButton({ onExport }: { onExport: () => Promise<void> }) {
  const { t } = useText()
  const [isRunning, setRunning] = useState(false)
  const run = async () => {
    setRunning(true)
    await onExport().finally(() => setRunning(false))
  }
  return (
    <Button
      variant="default"
      loading={isRunning}
      leftSection={<IconDownload size={18} aria-hidden />}
      onClick={() => void run()}
    >
      {t('list.csv')}
    </Button>
  )
}
