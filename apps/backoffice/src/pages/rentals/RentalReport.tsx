import { exportRentals } from '@cubby/protocol/operations/rentals/export-rentals'
import { readRentalReport } from '@cubby/protocol/operations/rentals/read-rental-report'
import type {
  RentalReply,
  RentalReport as Report,
} from '@cubby/protocol/operations/rentals/rental-shapes'
import { pathOf } from '@cubby/sdk/api-client'
import { Button, Group, Stack, Table, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { read } from '../../api/client.ts'
import { Facts } from '../../support/Facts.tsx'
import { useFormat } from '../../support/format.ts'
import { Section } from '../../support/Section.tsx'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'
import { dayText, midnightOf, moneyText } from './rental-form.ts'

const HOUR = 3_600_000

/** This month, by the clock of whoever looks. */
function thisMonth() {
  const now = new Date()
  const first = (month: number) => dayText(new Date(now.getFullYear(), month, 1).getTime())
  return { from: first(now.getMonth()), until: first(now.getMonth() + 1) }
}

/** How the cells were used in a time that somebody chooses, and what is due for it. */
export function RentalReport({ rental }: { rental: RentalReply }) {
  const { t } = useText()
  const [days, setDays] = useState(thisMonth)
  const [from, until] = [midnightOf(days.from), midnightOf(days.until)]
  return (
    <Section title={t('rental.report')}>
      <Stack>
        <Group gap="sm" align="flex-end">
          {(['from', 'until'] as const).map((name) => (
            <TextInput
              key={name}
              type="date"
              label={t(`rental.${name}`)}
              value={days[name]}
              onChange={({ currentTarget: { value } }) =>
                setDays((before) => ({ ...before, [name]: value }))
              }
            />
          ))}
          {from && until && <Download rental={rental} from={from} until={until} />}
        </Group>
        {from && until && <Figures rental={rental} from={from} until={until} />}
      </Stack>
    </Section>
  )
}

type Within = { rental: RentalReply; from: string; until: string }

function Download({ rental, from, until }: Within) {
  const { t } = useText()
  const { organization, locker } = rental
  const href = pathOf(exportRentals, { query: { from, until, organization, locker } })
  return (
    <Button
      variant="default"
      component="a"
      href={href}
      leftSection={<IconDownload size={18} aria-hidden />}
    >
      {t('rental.report.csv')}
    </Button>
  )
}

function Figures({ rental, from, until }: Within) {
  const query = useQuery(
    read(readRentalReport, { params: { rental: rental.id }, query: { from, until } }),
  )
  return <Shown query={query}>{(report) => <Shape report={report} />}</Shown>
}

function Shape({ report }: { report: Report }) {
  const { t, intl } = useText()
  const { number, share } = useFormat()
  const hours = (ms: number) => number(Math.round((ms / HOUR) * 10) / 10)
  const most = report.quota ?? report.cells.length
  const used = { hours: hours(report.usedMs), share: share(report.usedShare ?? 0) }
  return (
    <Stack>
      <Facts
        facts={[
          { label: t('rental.report.due'), value: <b>{moneyText(intl, report.due)}</b> },
          { label: t('rental.report.used'), value: t('rental.report.used.of', used) },
          {
            label: t('rental.report.peak'),
            value: t('rental.report.peak.of', { peak: report.peak, most }),
          },
          { label: t('rental.report.stays'), value: number(report.stays) },
        ]}
      />
      <Table.ScrollContainer minWidth={260}>
        <Table aria-label={t('rental.report')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('rental.report.cell')}</Table.Th>
              <Table.Th ta="end">{t('rental.report.stays')}</Table.Th>
              <Table.Th ta="end">{t('rental.report.hours')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {report.cells.map(({ cell, name, stays, usedMs }) => (
              <Table.Tr key={cell}>
                <Table.Td>{name}</Table.Td>
                <Table.Td ta="end">{number(stays)}</Table.Td>
                <Table.Td ta="end">{hours(usedMs)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Text c="dimmed" size="sm">
        {t('rental.report.rounding')}
      </Text>
    </Stack>
  )
}
