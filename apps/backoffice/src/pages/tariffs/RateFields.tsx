import type { TariffRate } from '@cubby/domain/tariffs/tariff'
import { Checkbox, MultiSelect, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { RemoveRow, RowList } from '../../support/form/RowList.tsx'
import { useText } from '../../text.ts'
import { MoneyInput } from './MoneyInput.tsx'
import { newRate } from './tariff-values.ts'

type Props = {
  rates: TariffRate[]
  currency: string
  pointer: string
  wrong: Record<string, string>
  onChange: (rates: TariffRate[]) => void
}

/** Other prices at some times of the day and week. The first that fits counts. */
export function RateFields({ rates, currency, pointer, wrong, onChange }: Props) {
  const { t } = useText()
  return (
    <Stack gap="sm">
      {rates.length > 0 && (
        <Text size="sm" c="dimmed">
          {t('tariff.rates.help')}
        </Text>
      )}
      <RowList
        rows={rates}
        fresh={newRate}
        add={t('tariff.rates.add')}
        atMost={20}
        onChange={onChange}
      >
        {(rate, { at, change, remove }) => (
          <RateRow
            rate={rate}
            currency={currency}
            wrong={wrong[`${pointer}/${at}/days`] ?? wrong[`${pointer}/${at}/toMinute`]}
            onChange={change}
            onRemove={remove}
          />
        )}
      </RowList>
    </Stack>
  )
}

type RowProps = {
  rate: TariffRate
  currency: string
  wrong: string | undefined
  onChange: (over: Partial<TariffRate>) => void
  onRemove: () => void
}

function RateRow({ rate, currency, wrong, onChange, onRemove }: RowProps) {
  const { t } = useText()
  const days = useWeekdays()
  return (
    <Stack gap="xs" className="card" p="md">
      <MultiSelect
        label={t('tariff.rate.days')}
        data={days}
        value={rate.days.map(String)}
        error={wrong}
        onChange={(chosen) => onChange({ days: chosen.map(Number).toSorted((a, b) => a - b) })}
      />
      <Checkbox
        label={t('tariff.rate.holidays')}
        checked={rate.onHolidays}
        onChange={(event) => onChange({ onHolidays: event.currentTarget.checked })}
      />
      <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
        <TextInput
          type="time"
          label={t('tariff.rate.from')}
          value={timeText(rate.fromMinute)}
          onChange={(event) => onChange({ fromMinute: minuteOf(event.currentTarget.value) })}
        />
        <TextInput
          type="time"
          label={t('tariff.rate.to')}
          value={timeText(rate.toMinute)}
          // Midnight as an end is the end of that day.
          onChange={(event) => onChange({ toMinute: minuteOf(event.currentTarget.value) || 1_440 })}
        />
        <MoneyInput
          label={t('tariff.amount')}
          currency={currency}
          value={rate.amount}
          onChange={(amount) => onChange({ amount: amount ?? 0 })}
        />
      </SimpleGrid>
      <RemoveRow text={t('tariff.rates.remove')} onRemove={onRemove} />
    </Stack>
  )
}

/** Monday first, by their names. 1 January 2024 was a Monday. */
function useWeekdays() {
  const { intl } = useText()
  const format = new Intl.DateTimeFormat(intl, { weekday: 'long', timeZone: 'UTC' })
  return [1, 2, 3, 4, 5, 6, 7].map((day) => ({
    value: String(day),
    label: format.format(Date.UTC(2024, 0, day)),
  }))
}

const timeText = (minute: number) => {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.trunc(minute / 60) % 24)}:${two(minute % 60)}`
}

const minuteOf = (text: string) => {
  const [hour = 0, minute = 0] = text.split(':').map(Number)
  return hour * 60 + minute
}
