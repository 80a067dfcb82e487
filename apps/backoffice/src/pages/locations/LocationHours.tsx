import type { LocationReply } from '@cubby/protocol/operations/locations/location-shapes'
import { Stack, Table, Text } from '@mantine/core'
import { useFormat } from '../../support/format.ts'
import { Section } from '../../support/Section.tsx'
import { useText } from '../../text.ts'
import { rangesText, useWeekdays } from './hours/use-weekdays.ts'

/** The usual week for people and couriers, and the times in which the place is shut. */
export function LocationHours({ location }: { location: LocationReply }) {
  const { t } = useText()
  const { openingHours, courierHours } = location
  return (
    <Section title={t('location.hours')}>
      <Stack>
        {openingHours === null && courierHours === null ? (
          <Text c="dimmed">{t('hours.none')}</Text>
        ) : (
          <WeekTable location={location} />
        )}
        <Closures location={location} />
      </Stack>
    </Section>
  )
}

function WeekTable({ location }: { location: LocationReply }) {
  const { t } = useText()
  const { names } = useWeekdays()
  const { week, courierWeek, openingHours, courierHours } = location
  const cell = (hours: typeof week, day: number) => {
    if (hours === null) return '–'
    const on = hours.filter((each) => each.day === day)
    return on.length === 0 ? t('hours.day.closed') : <span className="ltr">{rangesText(on)}</span>
  }
  return (
    <>
      <Table aria-label={t('location.hours')} maw={560} verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('hours.day')}</Table.Th>
            <Table.Th>{t('location.hours')}</Table.Th>
            {courierWeek && <Table.Th>{t('location.courier-hours')}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {names.map((name, i) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" fw={400}>
                {name}
              </Table.Th>
              <Table.Td className="numbers">{cell(week, i + 1)}</Table.Td>
              {courierWeek && <Table.Td className="numbers">{cell(courierWeek, i + 1)}</Table.Td>}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="sm" c="dimmed">
        {t('location.hours.as')}{' '}
        <span className="ltr">{[openingHours, courierHours].filter(Boolean).join(' / ')}</span>
      </Text>
    </>
  )
}

function Closures({ location: { closures } }: { location: LocationReply }) {
  const { t } = useText()
  const format = useFormat()
  if (closures.length === 0) return null
  return (
    <div>
      <Text fw={600}>{t('location.closures')}</Text>
      {closures.map(({ from, until, reason }) => (
        <Text key={`${from} ${reason}`}>
          {until === null
            ? t('location.closures.open-end', { from: format.moment(from), reason })
            : t('location.closures.of', {
                from: format.moment(from),
                until: format.moment(until),
                reason,
              })}
        </Text>
      ))}
    </div>
  )
}
