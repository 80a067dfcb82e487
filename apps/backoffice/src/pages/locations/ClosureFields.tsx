import { ActionIcon, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { RowList } from '../../support/form/RowList.tsx'
import { useText } from '../../text.ts'
import type { ClosureValues, FieldProps } from './location-form.ts'

/** Times in which a place is shut, whatever its hours say. */
export function ClosureFields({ values, set, errors }: FieldProps) {
  const { t } = useText()
  const { closures } = values
  return (
    <Stack gap="sm" component="fieldset" m={0} p={0} style={{ border: 0, minWidth: 0 }}>
      <legend style={{ padding: 0, paddingBottom: 8 }}>
        <Text fw={600}>{t('location.closures')}</Text>
        <Text size="sm" c="dimmed">
          {t('location.closures.help')}
        </Text>
      </legend>
      <RowList
        rows={closures}
        fresh={{ from: '', until: '', reason: '' }}
        add={t('location.closures.add')}
        error={errors['closures']}
        onChange={(next) => set('closures', next)}
      >
        {(closure, { change, remove }) => (
          <ClosureRow closure={closure} onChange={change} onRemove={remove} />
        )}
      </RowList>
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
