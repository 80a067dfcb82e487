import type { ActivityReply } from '@cubby/protocol/operations/activity/activity-shapes'
import { Table, Text } from '@mantine/core'
import { useText } from '../../text.ts'

type Side = ActivityReply['before']

/** What was before and what is after, side by side; one line for each field that differs. */
export function Differences({ before, after }: { before: Side; after: Side }) {
  const { t } = useText()
  const [was, is] = [linesOf(before), linesOf(after)]
  const names = [...new Set([...was.keys(), ...is.keys()])]
  if (names.length === 0) return <Text c="dimmed">{t('activity.details.none')}</Text>
  return (
    <Table.ScrollContainer minWidth={420} type="native">
      <Table
        aria-label={t('activity.details')}
        verticalSpacing="xs"
        layout="fixed"
        style={{ overflowWrap: 'anywhere' }}
      >
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="30%">{t('activity.field')}</Table.Th>
            {before && <Table.Th>{t('activity.before')}</Table.Th>}
            {after && <Table.Th>{t('activity.after')}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {names.map((name) => (
            <Table.Tr key={name}>
              <Table.Td className="ltr" style={{ verticalAlign: 'top' }}>
                {name}
              </Table.Td>
              {before && <Value text={was.get(name)} />}
              {after && <Value text={is.get(name)} />}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

function Value({ text }: { text: string | undefined }) {
  const { t } = useText()
  return (
    <Table.Td dir="auto" style={{ verticalAlign: 'top' }}>
      {text ?? (
        <Text inherit c="dimmed" component="span">
          {t('page.none')}
        </Text>
      )}
    </Table.Td>
  )
}

/** Each field by its path, as people write it: `rules.storageHours`. */
function linesOf(side: Side, path = ''): Map<string, string> {
  const lines = new Map<string, string>()
  for (const [name, value] of Object.entries(side ?? {})) {
    const at = path === '' ? name : `${path}.${name}`
    if (value !== null && typeof value === 'object' && !Array.isArray(value))
      for (const [deeper, text] of linesOf(value as NonNullable<Side>, at)) lines.set(deeper, text)
    else if (value !== null) lines.set(at, textOf(value))
  }
  return lines
}

const textOf = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : Array.isArray(value)
      ? value.map(textOf).join(', ')
      : JSON.stringify(value)
