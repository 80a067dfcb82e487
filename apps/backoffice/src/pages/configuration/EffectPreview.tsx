import { previewConfiguration } from '@cubby/protocol/operations/configuration/preview-configuration'
import type { ToldEffect } from '@cubby/protocol/operations/configuration/configuration-shapes'
import { Stack, Table, Text, Title } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { api } from '../../api/client.ts'
import { useFormat } from '../../support/format.ts'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'
import { useValueText } from './use-value-text.ts'

type Body = z.input<typeof previewConfiguration.body>
/** A person types a number in less than this between two digits. */
const PAUSE_MS = 350

type Props = { body: Body; hasTitle?: boolean; rowsMax?: number }

/** What a change would do, asked again whenever the change is another one. */
export function EffectPreview({ body, hasTitle = true, rowsMax = 5 }: Props) {
  const { t } = useText()
  const [asked] = useDebouncedValue(JSON.stringify(body), PAUSE_MS)
  const query = useQuery({
    queryKey: [previewConfiguration.id, asked],
    queryFn: ({ signal }) =>
      api.call(previewConfiguration, { body: JSON.parse(asked) as Body, signal }),
    placeholderData: keepPreviousData,
  })
  return (
    <Stack gap="xs" aria-live="polite" data-testid="effect">
      {hasTitle && (
        <Title order={3} size="h5">
          {t('configuration.effect')}
        </Title>
      )}
      <Shown query={query} lines={2}>
        {({ effects }) => (
          <>
            {effects.every(({ lockers }) => lockers === 0) && (
              <Text c="dimmed">{t('configuration.effect.none')}</Text>
            )}
            {effects
              .filter(({ lockers }) => lockers > 0)
              .map((effect) => (
                <EffectShown
                  key={`${effect.name} ${effect.at}`}
                  effect={effect}
                  rowsMax={rowsMax}
                  askedAt={query.dataUpdatedAt}
                />
              ))}
          </>
        )}
      </Shown>
    </Stack>
  )
}

type EffectProps = { effect: ToldEffect; rowsMax: number; askedAt: number }

function EffectShown({ effect, rowsMax, askedAt }: EffectProps) {
  const { t } = useText()
  const { moment } = useFormat()
  const { at, lockers, cells, samples } = effect
  const isLater = Date.parse(at) > askedAt + 60_000
  const shown = samples.slice(0, rowsMax)
  const places = cells === null ? lockers : Math.max(cells, samples.length)
  const stoodFor = cells === null || shown.every(({ cell }) => cell !== null)
  return (
    <>
      <Text fw={600}>
        {cells === null
          ? t('configuration.effect.lockers', { count: lockers })
          : t('configuration.effect.cells', {
              count: cells,
              lockers: t('configuration.effect.at.lockers', { count: lockers }),
            })}
        {isLater && ` ${t('configuration.effect.at', { at: moment(at) })}`}
      </Text>
      <EffectRows effect={effect} rows={shown} />
      {stoodFor && places > shown.length && (
        <Text size="sm" c="dimmed">
          {t('configuration.effect.more', { count: places - shown.length })}
        </Text>
      )}
    </>
  )
}

type RowsProps = { effect: ToldEffect; rows: ToldEffect['samples'] }

function EffectRows({ effect: { name, cells }, rows }: RowsProps) {
  const { t } = useText()
  const valueText = useValueText()
  const where = (cell: RowsProps['rows'][number]['cell']) =>
    cell
      ? t('configuration.of.cell', { name: cell.name })
      : cells === null
        ? ''
        : t('configuration.effect.all-cells')
  return (
    <Table aria-label={t('configuration.effect')} verticalSpacing="xs" layout="fixed">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('configuration.effect.where')}</Table.Th>
          <Table.Th>{t('configuration.effect.before')}</Table.Th>
          <Table.Th>{t('configuration.effect.after')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ locker, cell, before, after }) => (
          <Table.Tr key={`${locker.id} ${cell?.id ?? ''}`}>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>
              {locker.name}
              <Text size="sm" c="dimmed">
                {where(cell)}
              </Text>
            </Table.Td>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>
              {valueText(name, before.value)}
            </Table.Td>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{valueText(name, after.value)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
