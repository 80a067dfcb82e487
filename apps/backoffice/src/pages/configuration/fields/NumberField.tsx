import { NumberInput } from '@mantine/core'
import { useText } from '../../../text.ts'
import type { FieldProps } from './field-props.ts'

type Props = FieldProps<number> & { bounds: { from: number; to: number } | null }

/** A whole number within the bounds of its setting. */
export function NumberField({ label, value, error, onChange, bounds }: Props) {
  const { t } = useText()
  return (
    <NumberInput
      label={label}
      description={bounds ? t('configuration.wrong.range', bounds) : undefined}
      required
      allowDecimal={false}
      value={value}
      error={error}
      onChange={onChange}
    />
  )
}
