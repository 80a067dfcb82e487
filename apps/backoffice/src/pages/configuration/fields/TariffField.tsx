import { Select } from '@mantine/core'
import { useText } from '../../../text.ts'
import { useTariffs } from '../use-tariffs.ts'
import type { FieldProps } from './field-props.ts'

/** A tariff by its name; empty: that of the offer. */
export function TariffField({ label, value, error, onChange }: FieldProps<string | null>) {
  const { t } = useText()
  const tariffs = (useTariffs() ?? []).map(({ id, name }) => ({ value: id as string, label: name }))
  const isKnown = value === null || tariffs.some((each) => each.value === value)
  return (
    <Select
      label={label}
      placeholder={t('configuration.value.offer')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('configuration.value.offer') }}
      data={isKnown ? tariffs : [...tariffs, { value, label: value }]}
      value={value}
      error={error}
      nothingFoundMessage={t('search.nothing')}
      onChange={onChange}
    />
  )
}
