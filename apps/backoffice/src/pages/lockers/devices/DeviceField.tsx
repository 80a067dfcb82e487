import { Button, Group, PasswordInput, Select, Text, TextInput } from '@mantine/core'
import { useText } from '../../../text.ts'
import type { Field } from './device-fields.ts'
import { TAKEN_AWAY } from './device-values.ts'

type Props = {
  field: Field
  value: string
  error: string | undefined
  /** A secret that is kept already. */
  isSet: boolean
  onChange: (value: string) => void
}

/** One field of a device, as its definition says. */
export function DeviceField({ field, value, error, isSet, onChange }: Props) {
  if (field.isSecret) return <SecretField {...{ field, value, error, isSet, onChange }} />
  const common = {
    label: field.label,
    description: field.help,
    error,
    required: field.isOptional !== true,
  }
  if (field.choices)
    return (
      <Select
        {...common}
        allowDeselect={false}
        searchable={field.choices.length > 10}
        data={field.choices}
        value={value}
        onChange={(chosen) => onChange(chosen ?? '')}
      />
    )
  return (
    <TextInput
      {...common}
      // Names, paths and numbers of machines read from left to right everywhere.
      styles={{ input: { direction: 'ltr' } }}
      autoComplete="off"
      spellCheck={false}
      inputMode={field.isNumber ? 'decimal' : 'text'}
      maxLength={200}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

/** It is written, and never shown again. */
function SecretField({ field, value, error, isSet, onChange }: Props) {
  const { t } = useText()
  const isGoing = value === TAKEN_AWAY
  return (
    <div>
      <PasswordInput
        label={field.label}
        description={isSet && !isGoing ? t('devices.secret.set') : field.help}
        error={error}
        autoComplete="new-password"
        maxLength={200}
        disabled={isGoing}
        value={isGoing ? '' : value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {isSet && (
        <Group mt="xs" gap="sm">
          {isGoing && <Text>{t('devices.secret.going')}</Text>}
          <Button size="xs" variant="default" onClick={() => onChange(isGoing ? '' : TAKEN_AWAY)}>
            {t(isGoing ? 'devices.secret.keep' : 'devices.secret.take')}
          </Button>
        </Group>
      )}
    </div>
  )
}
