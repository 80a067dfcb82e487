import { NumberInput } from '@mantine/core'

type Props = {
  label: string
  value: number | null
  min: number
  max: number
  step?: number
  /** Shown while nothing stands in it; with it the field may be empty. */
  placeholder?: string
  description?: string
  onChange: (value: number | null) => void
}

/** A whole number within its bounds. While something else is being typed, the last good value counts. */
export function WholeNumber({ value, min, max, step = 10, onChange, ...props }: Props) {
  const typed = (given: number | string) => {
    if (given === '' && props.placeholder !== undefined) return onChange(null)
    if (typeof given !== 'number' || !Number.isInteger(given)) return
    if (given >= min && given <= max) onChange(given)
  }
  return (
    <NumberInput
      {...props}
      size="sm"
      value={value ?? ''}
      min={min}
      max={max}
      step={step}
      allowDecimal={false}
      allowNegative={false}
      clampBehavior="blur"
      onChange={typed}
    />
  )
}
