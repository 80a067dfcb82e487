import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useText } from '../../text.ts'
import type { ClosureValues, FieldProps } from './location-form.ts'

/** Times in which a place is shut, whatever its hours say. */
export function ClosureFields({ values, set, errors }: FieldProps) {
  const { t } = useText()
  const { closures } = values
  const change = (at: number, over: Partial<ClosureValues>) =>
    set(
      'closures',
      closures.map((each, i) => (i === at ? { ...each, ...over } : each)),
    )
  return (
    <Stack gap="sm" component="fieldset" m={0} p={0} style={{ border: 0, minWidth: 0 }}>
      <legend style={{ padding: 0, paddingBottom: 8 }}>
        <Text fw={600}>{t('location.closures')}</Text>
        <Text size="sm" c="dimmed">
          {t('location.closures.help')}
        </Text>
      </legend>
      {closures.map((closure, i) => (
        // Rows have no name of their own; they are only added at the end and taken out.
        <ClosureRow
          key={i}
          closure={closure}
          onChange={(over) => change(i, over)}
          onRemove={() =>
            set(
              'closures',
              closures.filter((_, other) => other !== i),
            )
          }
        />
      ))}
      {errors['closures'] && (
        <Text size="sm" c="alarm" role="alert">
          {errors['closures']}
        </Text>
      )}
      <div>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => set('closures', [...closures, { from: '', until: '', reason: '' }])}
        >
          {t('location.closures.add')}
        </Button>
      </div>
    </Stack>
  )
}

type RowProps = {
  closure: ClosureValues
  onChange: (over: Partial<ClosureValues>) => void
  onRemove: () => void
}

function ClosureRow({ closure, onChange, onRemove }: RowProps) {
  const { t } = useText()
  return (
    <Group align="flex-end" gap="xs">
      <TextInput
        type="datetime-local"
        label={t('location.closures.from')}
        required
        value={closure.from}
        onChange={(event) => onChange({ from: event.currentTarget.value })}
      />
      <TextInput
        type="datetime-local"
        label={t('location.closures.until')}
        value={closure.until}
        onChange={(event) => onChange({ until: event.currentTarget.value })}
      />
      <TextInput
        style={{ flex: '1 1 160px' }}
        label={t('location.closures.reason')}
        required
        value={closure.reason}
        onChange={(event) => onChange({ reason: event.currentTarget.value })}
      />
      <ActionIcon
        size={36}
        variant="default"
        aria-label={t('location.closures.remove')}
        onClick={onRemove}
      >
        <IconTrash size={18} aria-hidden />
      </ActionIcon>
    </Group>
  )
}
