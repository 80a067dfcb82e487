import { purposes } from '@cubby/domain/shapes'
import type { Purpose } from '@cubby/domain/cells/layout'
import { Checkbox, MultiSelect, Stack } from '@mantine/core'
import { useText } from '../../../text.ts'
import type { FieldProps } from './field-props.ts'

/** What a cell may be used for, or whatever it was built for. */
export function PurposesField({ label, value, error, onChange }: FieldProps<Purpose[] | null>) {
  const { t } = useText()
  return (
    <Stack gap="xs">
      <Checkbox
        label={t('configuration.built')}
        checked={value === null}
        onChange={(event) => onChange(event.currentTarget.checked ? null : ['delivery'])}
      />
      {value !== null && (
        <MultiSelect
          label={label}
          required
          data={purposes.map((purpose) => ({
            value: purpose,
            label: t(`configuration.purpose.${purpose}`),
          }))}
          value={value}
          error={error}
          onChange={onChange}
        />
      )}
    </Stack>
  )
}
