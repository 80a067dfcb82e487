import { retireTariff } from '@cubby/protocol/operations/tariffs/retire-tariff'
import type { TariffInFull } from '@cubby/protocol/operations/tariffs/tariff-shapes'
import { Group, Stack, Table } from '@mantine/core'
import { IconArchive } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction } from '../../api/use-action.ts'
import { useForbidden } from '../../session/me.ts'
import { ActionButton } from '../../support/ActionButton.tsx'
import { ConfirmDialog } from '../../support/dialog/ConfirmDialog.tsx'
import { Moment } from '../../support/Moment.tsx'
import { Section } from '../../support/Section.tsx'
import { useText } from '../../text.ts'

/** All versions of a tariff, and the way to take it out of use. */
export function TariffVersions({ tariff }: { tariff: TariffInFull }) {
  const { t } = useText()
  return (
    <Section title={t('tariff.versions')}>
      <Stack>
        <Table aria-label={t('tariff.versions')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('tariff.version')}</Table.Th>
              <Table.Th>{t('tariff.valid-from')}</Table.Th>
              <Table.Th>{t('tariff.valid-until')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {tariff.versions.slice(0, 20).map(({ version, validFrom, validUntil }) => (
              <Table.Tr key={version}>
                <Table.Td className="numbers">{version}</Table.Td>
                <Table.Td>
                  <Moment at={validFrom} />
                </Table.Td>
                <Table.Td>{validUntil ? <Moment at={validUntil} /> : '–'}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <Group>
          <Retire tariff={tariff} />
        </Group>
      </Stack>
    </Section>
  )
}

function Retire({ tariff: { id, name, retiredAt } }: { tariff: TariffInFull }) {
  const { t } = useText()
  const [isAsking, setAsking] = useState(false)
  const forbidden = useForbidden('tariffs:write')
  const retire = useAction(retireTariff, {
    stale: ['tariff.list', 'tariff.read'],
    done: t('tariff.retire.done'),
    onDone: () => setAsking(false),
  })
  const isOver = retiredAt === null ? undefined : t('tariff.retired.meaning')
  return (
    <>
      <ActionButton
        variant="outline"
        color="alarm"
        leftSection={<IconArchive size={18} aria-hidden />}
        disabledReason={forbidden ?? isOver}
        onClick={() => setAsking(true)}
      >
        {t('tariff.retire')}
      </ActionButton>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('tariff.retire.title', { name })}
        consequence={t('tariff.retire.consequence')}
        confirm={t('tariff.retire')}
        isRunning={retire.isRunning}
        error={retire.error}
        onConfirm={() => void retire.run({ params: { tariff: id } })}
      />
    </>
  )
}
