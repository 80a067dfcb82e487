import { Button, Group, Text } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { Fragment, type ReactNode } from 'react'

type Props<Row> = {
  rows: readonly Row[]
  /** What a row that is added begins with. */
  fresh: Row
  add: string
  error?: string | undefined
  atMost?: number
  onChange: (rows: Row[]) => void
  children: (
    row: Row,
    edit: { at: number; change: (over: Partial<Row>) => void; remove: () => void },
  ) => ReactNode
}

/** Rows of a form: each is changed or taken out, and new ones come at the end. */
export function RowList<Row>({
  rows,
  fresh,
  add,
  error,
  atMost = Infinity,
  onChange,
  children,
}: Props<Row>) {
  return (
    <>
      {rows.map((row, at) => (
        // A row has no name of its own but its place.
        <Fragment key={at}>
          {children(row, {
            at,
            change: (over) =>
              onChange(rows.map((each, i) => (i === at ? { ...each, ...over } : each))),
            remove: () => onChange(rows.filter((_, i) => i !== at)),
          })}
        </Fragment>
      ))}
      {error && (
        <Text c="alarm" size="sm" role="alert">
          {error}
        </Text>
      )}
      <Group>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={16} aria-hidden />}
          disabled={rows.length >= atMost}
          onClick={() => onChange([...rows, fresh])}
        >
          {add}
        </Button>
      </Group>
    </>
  )
}

/** At the end of a row that fills a card. */
export function RemoveRow({ text, onRemove }: { text: string; onRemove: () => void }) {
  return (
    <Group justify="flex-end">
      <Button
        variant="subtle"
        color="alarm"
        size="xs"
        leftSection={<IconTrash size={16} aria-hidden />}
        onClick={onRemove}
      >
        {text}
      </Button>
    </Group>
  )
}
