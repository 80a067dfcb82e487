import { checkHours } from '@cubby/protocol/operations/locations/check-hours'
import { ApiRefusal } from '@cubby/sdk/api-error'
import { Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { api } from '../../../api/client.ts'
import { Facts } from '../../../support/Facts.tsx'
import { useText } from '../../../text.ts'
import { rangesText, useWeekdays } from './use-weekdays.ts'

type Props = { value: string; country: string; timeZone: string }

/** People type faster than anybody needs to be asked. */
const PAUSE_MS = 400

/** How the server understands hours: the next seven days, or what is wrong. */
export function HoursPreview({ value, country, timeZone }: Props) {
  const { t } = useText()
  const { date } = useWeekdays()
  const [hours] = useDebouncedValue(value.trim(), PAUSE_MS)
  const zone = timeZone || Intl.DateTimeFormat().resolvedOptions().timeZone
  const isAsked = hours !== '' && /^[A-Z]{2}$/.test(country)
  const { data, error } = useQuery({
    queryKey: [checkHours.id, hours, country, zone],
    queryFn: ({ signal }) =>
      api.call(checkHours, { body: { hours, country, timeZone: zone }, signal }),
    enabled: isAsked,
    placeholderData: keepPreviousData,
    retry: false,
  })
  if (!isAsked)
    return (
      <Text size="sm" c="dimmed">
        {t(hours === '' ? 'hours.none' : 'hours.country-first')}
      </Text>
    )
  if (error) return <Wrong error={error} />
  if (!data) return null
  return (
    <output aria-label={t('hours.preview')}>
      <Text size="sm" fw={600} mb={6}>
        {t('hours.preview')}
      </Text>
      <Facts
        cols={4}
        facts={data.days.map(({ date: day, open }) => ({
          label: date(day),
          value: (
            <span className="ltr">
              {open.length === 0 ? t('hours.day.closed') : rangesText(open)}
            </span>
          ),
        }))}
      />
    </output>
  )
}

function Wrong({ error }: { error: unknown }) {
  const { t } = useText()
  const field = error instanceof ApiRefusal ? error.problem.errors[0] : undefined
  return (
    <Text size="sm" c="alarm" role="alert">
      {t('hours.wrong')} <span className="ltr">{field?.detail}</span>
    </Text>
  )
}
