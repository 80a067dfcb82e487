import type { Temperature } from '@cubby/domain/configuration/catalogue'
import { Checkbox, Group, NumberInput, Stack } from '@mantine/core'
import { useText } from '../../../text.ts'
import type { FieldProps } from './field-props.ts'

/** A cold room as most people keep it. */
const usual: Temperature = { min: 20, max: 60 }

/** Between which temperatures a cell is kept, in degrees; or as its zone was built. */
export function TemperatureField({ value, error, onChange }: FieldProps<Temperature | null>) {
  const { t } = useText()
  const change = (end: keyof Temperature) => (degrees: number | string) =>
    onChange({ ...value, [end]: degrees === '' ? null : Math.round(Number(degrees) * 10) })
  return (
    <Stack gap="xs">
      <Checkbox
        label={t('configuration.built')}
        checked={value === null}
        onChange={(event) => onChange(event.currentTarget.checked ? null : usual)}
      />
      {value !== null && (
        <Group grow align="flex-start">
          <NumberInput
            label={t('configuration.min')}
            decimalScale={1}
            required
            value={degreesOf(value.min)}
            onChange={change('min')}
          />
          <NumberInput
            label={t('configuration.max')}
            decimalScale={1}
            required
            value={degreesOf(value.max)}
            error={error}
            onChange={change('max')}
          />
        </Group>
      )}
    </Stack>
  )
}

/** A field that is being emptied holds nothing. */
const degreesOf = (tenths: number | null): number | string => (tenths === null ? '' : tenths / 10)
