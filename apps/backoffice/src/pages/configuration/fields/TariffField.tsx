import { TextInput } from '@mantine/core'
import { useText } from '../../../text.ts'
import type { FieldProps } from './field-props.ts'

/** A tariff by its id; empty: that of the offer. */
export function TariffField({ label, value, error, onChange }: FieldProps<string | null>) {
  const { t } = useText()
  return (
    <TextInput
      label={label}
      placeholder={t('configuration.value.offer')}
      className="ltr"
      value={value ?? ''}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value.trim() || null)}
    />
  )
}
