import { NumberInput, type NumberInputProps } from '@mantine/core'
import { useText } from '../../text.ts'
import { digitsOf } from './money-text.ts'

type Props = Omit<NumberInputProps, 'value' | 'onChange'> & {
  /** In the smallest unit; null: nothing is set. */
  value: number | null
  currency: string
  onChange: (amount: number | null) => void
}

/** An amount of money, typed as people write it. */
export function MoneyInput({ value, currency, onChange, ...props }: Props) {
  const { intl } = useText()
  const digits = digitsOf(intl, currency)
  const factor = 10 ** digits
  return (
    <NumberInput
      {...props}
      min={0}
      max={10_000_000 / factor}
      decimalScale={digits}
      fixedDecimalScale
      hideControls
      suffix={` ${currency}`}
      value={value === null ? '' : value / factor}
      onChange={(typed) => onChange(typed === '' ? null : Math.round(Number(typed) * factor))}
    />
  )
}
