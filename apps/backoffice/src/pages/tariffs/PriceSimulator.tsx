import { type Price, priceOf } from '@cubby/domain/tariffs/price'
import type { TariffTerms } from '@cubby/domain/tariffs/tariff'
import { type Zone, zones } from '@cubby/domain/cells/layout'
import { Group, Select, Stack, Table, Text, TextInput, Title } from '@mantine/core'
import { instant } from '@cubby/kit/clock'
import { useMemo, useState } from 'react'
import { useText } from '../../text.ts'
import { moneyText } from './money-text.ts'
import { PriceLineText } from './PriceLineText.tsx'
import { momentOf, wallOf } from './wall-time.ts'

type Props = {
  terms: TariffTerms
  /** Something in the terms is wrong: then there is no price. */
  isWrong: boolean
}

const here = Intl.DateTimeFormat().resolvedOptions().timeZone
// The browser's own may be one that its list leaves out, such as UTC.
const timeZones = [...new Set([here, ...Intl.supportedValuesOf('timeZone')])].toSorted()

/** What a stay would cost: chosen here, and computed again with every change of the tariff. */
export function PriceSimulator({ terms, isWrong }: Props) {
  const { t } = useText()
  const [timeZone, setTimeZone] = useState(here)
  const [entry, setEntry] = useState(() => wallOf(instant(Date.now()), here))
  const [exit, setExit] = useState(() => wallOf(instant(Date.now() + 150 * 60_000), here))
  const [size, setSize] = useState('M')
  const [zone, setZone] = useState<Zone>('ambient')
  const from = momentOf(entry, timeZone)
  const until = momentOf(exit, timeZone)
  const isBackwards = from !== null && until !== null && until < from
  const price = useMemo(
    () =>
      isWrong || from === null || until === null || isBackwards
        ? null
        : priceOf(terms, { from, until, size, zone, timeZone }),
    [terms, isWrong, from, until, isBackwards, size, zone, timeZone],
  )
  return (
    <Stack component="section" className="card" p="lg" gap="sm" aria-label={t('tariff.simulator')}>
      <Heading />
      <TextInput
        type="datetime-local"
        label={t('tariff.entry')}
        value={entry}
        onChange={(event) => setEntry(event.currentTarget.value)}
      />
      <TextInput
        type="datetime-local"
        label={t('tariff.exit')}
        value={exit}
        error={isBackwards ? t('tariff.exit.early') : undefined}
        onChange={(event) => setExit(event.currentTarget.value)}
      />
      <Group grow align="flex-start">
        <TextInput
          label={t('tariff.size')}
          value={size}
          onChange={(event) => setSize(event.currentTarget.value)}
        />
        <Select
          label={t('tariff.zone')}
          allowDeselect={false}
          data={zones.map((value) => ({ value, label: t(`tariff.zone.${value}`) }))}
          value={zone}
          onChange={(value) => setZone(value ?? 'ambient')}
        />
      </Group>
      <Select
        label={t('tariff.time-zone')}
        searchable
        allowDeselect={false}
        data={timeZones}
        value={timeZone}
        onChange={(value) => value && setTimeZone(value)}
      />
      <div aria-live="polite">
        {price === null ? (
          <Text c="dimmed">{t('tariff.simulator.none')}</Text>
        ) : (
          <Lines price={price} />
        )}
      </div>
    </Stack>
  )
}

function Heading() {
  const { t } = useText()
  return (
    <div>
      <Title order={2} size="h4">
        {t('tariff.simulator')}
      </Title>
      <Text c="dimmed" size="sm">
        {t('tariff.simulator.why')}
      </Text>
    </div>
  )
}

function Lines({ price: { lines, vat, total } }: { price: Price }) {
  const { t, intl } = useText()
  const money = (amount: number) => moneyText(intl, amount, total.currency)
  const isOnTop = lines.some(({ kind }) => kind === 'vat')
  return (
    <>
      <Table aria-label={t('tariff.simulator.lines')}>
        <Table.Tbody>
          {lines.map((line, at) => (
            <Table.Tr key={at}>
              <Table.Td>
                <PriceLineText line={line} money={money} />
              </Table.Td>
              <Table.Td ta="end" className="numbers">
                {money(line.amount)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th scope="row">{t('tariff.total')}</Table.Th>
            <Table.Td ta="end" className="numbers" fw={700} data-testid="price-total">
              {money(total.amount)}
            </Table.Td>
          </Table.Tr>
        </Table.Tfoot>
      </Table>
      {!isOnTop && vat.amount > 0 && (
        <Text size="sm" c="dimmed">
          {t('tariff.total.vat', { amount: money(vat.amount) })}
        </Text>
      )}
    </>
  )
}
